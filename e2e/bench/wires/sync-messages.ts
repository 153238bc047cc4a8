import { writeBytes, type ByteReader } from './bytes.ts';

/** Message kinds of y-protocols, which both WebSocket rivals speak. */
export const SYNC = 0;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
/** An update, and a state vector, that hold nothing. */
const NO_UPDATE = Uint8Array.of(0, 0);
const NOTHING_KNOWN = Uint8Array.of(0);

/** The sync part of a connection, the same for y-websocket and Hocuspocus. */
export interface SyncLane {
  /** Asks for what the server has beyond `position`. */
  ask(position: string | undefined): void;
  sendUpdate(update: Uint8Array): void;
  /** Reads the rest of a sync message. */
  receive(reader: ByteReader): void;
}

export interface SyncEvents {
  onUpdate(update: Uint8Array): void;
  /** The server has answered with all it has. */
  onSynced(): void;
  /** The server asked what we have, and was told: nothing. */
  onTold(): void;
}

/** @param prefix what stands before each sync message */
export function createSyncLane(
  prefix: Uint8Array,
  send: (message: Uint8Array) => void,
  { onUpdate, onSynced, onTold }: SyncEvents,
): SyncLane {
  const message = (kind: number, block: Uint8Array): void =>
    send(
      writeBytes(block.length + 64)
        .raw(prefix)
        .uint(kind)
        .block(block)
        .end(),
    );
  return {
    ask: (position) => message(STEP_1, position ? Buffer.from(position, 'base64') : NOTHING_KNOWN),
    sendUpdate: (update) => message(UPDATE, update),
    receive(reader) {
      const kind = reader.uint();
      const block = reader.block();
      if (kind === STEP_1) {
        // What it lacks of us is on its way as updates.
        message(STEP_2, NO_UPDATE);
        return onTold();
      }
      onUpdate(block);
      if (kind === STEP_2) onSynced();
    },
  };
}

/** The state vector of somebody who has the given clocks, as a position to go on from. */
export function encodePosition(clocks: ReadonlyMap<number, number>): string {
  const vector = writeBytes().uint(clocks.size);
  for (const [client, clock] of clocks) vector.uint(client).uint(clock);
  return Buffer.from(vector.end()).toString('base64');
}
