import type { Clock } from '@weft/shared/clock';
import type { Down, Present } from '@weft/shared/protocol/down';
import {
  MAX_PRESENCE_BYTES,
  PRESENCE_EVERY_MAX_MS,
  PRESENCE_EVERY_MS,
  PRESENCE_LEASE_MS,
} from '@weft/shared/protocol/limits';
import type { PostPresence } from '@weft/shared/protocol/up';
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';
import { encodeUtf8 } from 'lib0/string';
import { applyAwarenessUpdate, Awareness, removeAwarenessStates } from 'y-protocols/awareness';
import type * as Y from 'yjs';

/** Keeps an `Awareness` and the server's presence lane in step. */
export interface PresenceLink {
  readonly awareness: Awareness;
  /** The stream is live: tell it who is here, also after the server forgot. */
  live(): void;
  /** The stream is gone: others stay shown for a lease's time, for it may be a short break. */
  lost(): void;
  /** The caller ends it: others hear at once, and are not shown any more. */
  leave(): void;
  /**
   * The session is about to be another one. While the old one has our client id, the server refuses it to
   * the new one.
   */
  retire(): void;
  receive(event: Extract<Down, { name: 'presence' }>): void;
  destroy(): void;
}

/** @param post sends one's own state, best effort */
export function createPresenceLink(
  doc: Y.Doc,
  { clock, post }: { clock: Clock; post: (state: PostPresence) => void },
): PresenceLink {
  /** Marks changes that came from the server, so that they are not sent back to it. */
  const origin = { remote: true };
  const awareness = new Awareness(doc);
  // Awareness forgets whoever is silent for 30 s, and therefore talks every 15 s. Here a person's
  // presence lasts as long as the stream that carries it, so both the timer and the talk are needless.
  clearInterval(awareness._checkInterval);
  awareness.setLocalState(null);

  let isLive = false;
  /** The first event of a stream names everybody; whoever is not in it has left. */
  let expectAll = false;
  let dirty = false;
  let busy = false;
  /** Whether the server was told of a state, so that it has to be told of its end. */
  let told = false;
  /** One's own state is told at most this often; the newest one wins. */
  let everyMs = PRESENCE_EVERY_MS;
  let stopForgetting = (): void => undefined;
  let stopTimer = (): void => undefined;

  const others = (): number[] =>
    [...awareness.getStates().keys()].filter((id) => id !== doc.clientID);

  function forget(clients: number[]): void {
    removeAwarenessStates(awareness, clients, origin);
    // With its old clock remembered, a person who never left would be ignored until the caret moves.
    for (const client of clients) awareness.meta.delete(client);
  }

  const ownClock = (): number => awareness.meta.get(doc.clientID)?.clock ?? 0;

  function flush(): void {
    if (!isLive || !dirty || busy) return;
    dirty = false;
    busy = true;
    const state = awareness.getLocalState();
    const small = encodeUtf8(JSON.stringify(state)).length <= MAX_PRESENCE_BYTES;
    told = small && state !== null;
    post({ client: doc.clientID, clock: ownClock(), state: told ? state : null });
    stopTimer = clock.after(everyMs, () => {
      busy = false;
      flush();
    });
  }

  function tellGone(): void {
    if (!told) return;
    told = false;
    // Counted in our own clock too: coming back has to be newer than having left.
    const gone = ownClock() + 1;
    awareness.meta.set(doc.clientID, { ...awareness.meta.get(doc.clientID)!, clock: gone });
    post({ client: doc.clientID, clock: gone, state: null });
  }

  function onUpdate({ added, updated, removed }: Record<string, number[]>, from: unknown): void {
    if (from === origin) return;
    if (![added, updated, removed].some((ids) => ids?.includes(doc.clientID))) return;
    dirty = true;
    flush();
  }
  awareness.on('update', onUpdate);

  return {
    awareness,
    live() {
      stopForgetting();
      isLive = true;
      const state = awareness.getLocalState();
      // A new clock, or those who saw us leave would take it for old news.
      if (state) awareness.setLocalState(state);
      flush();
    },
    leave() {
      if (isLive) tellGone();
      this.lost();
      forget(others());
    },
    retire: tellGone,
    lost() {
      expectAll = true;
      if (!isLive) return;
      isLive = false;
      stopForgetting();
      stopForgetting = clock.after(PRESENCE_LEASE_MS, () => forget(others()));
    },
    receive({ present, all = false, everyMs: wanted = PRESENCE_EVERY_MS }) {
      everyMs = Math.min(PRESENCE_EVERY_MAX_MS, Math.max(PRESENCE_EVERY_MS, wanted));
      const everybody = present.filter(({ client }) => client !== doc.clientID);
      if (expectAll || all) {
        expectAll = false;
        const here = new Set(everybody.map(({ client }) => client));
        forget(others().filter((client) => !here.has(client)));
      }
      if (everybody.length > 0) applyAwarenessUpdate(awareness, encode(everybody), origin);
    },
    destroy() {
      stopForgetting();
      stopTimer();
      awareness.off('update', onUpdate);
      isLive = false;
      awareness.destroy();
    },
  };
}

/** y-protocols' awareness encoding: count, then client, clock and JSON of each. */
function encode(present: readonly Present[]): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, present.length);
  for (const { client, clock, state } of present) {
    writeVarUint(encoder, client);
    writeVarUint(encoder, clock);
    writeVarString(encoder, JSON.stringify(state));
  }
  return toUint8Array(encoder);
}
