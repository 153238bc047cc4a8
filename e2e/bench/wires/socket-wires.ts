import { readBytes, writeBytes } from './bytes.ts';
import { eachRun, encodeLetters } from './letters.ts';
import { createSyncLane, encodePosition, SYNC, type SyncLane } from './sync-messages.ts';
import { openWebSocket } from './web-socket.ts';
import type { Connection, JoinOptions, Wire } from './wire.ts';

const AUTH = 2;
const TOKEN = 0;
const SYNC_REPLY = 4;
const SYNC_STATUS = 8;

/** What differs between the two servers that speak y-protocols over WebSockets. */
interface Dialect {
  path(doc: string): string;
  /** What stands before each message. */
  address(doc: string): Uint8Array;
  /** Sent first, and answered; absent where nothing is. */
  greeting?(doc: string): Uint8Array;
  /** What an acknowledgement is: the echo of one's own letters, or a message after each update. */
  readonly ackBy: 'echo' | 'status';
}

/** Every update at once, each in a message of its own, as the servers' own providers send them. */
function createSocketWire(port: number, dialect: Dialect): Wire {
  /** @param isSkimming nothing is kept of what comes, so there will be no position */
  async function join(options: JoinOptions, isSkimming = false): Promise<Connection> {
    const { doc, client, clock = 0, from, onLost } = options;
    const acks = createAcks(dialect.ackBy, options);
    const clocks = new Map<number, number>();
    const address = dialect.address(doc);
    let typed = clock;
    let lane: SyncLane | undefined = undefined as SyncLane | undefined;
    let tellSynced = (): void => undefined;
    let tellLost = (): void => onLost?.(undefined);

    const onMessage = (message: Buffer): void => {
      const reader = readBytes(message);
      if (address.length > 0) reader.block();
      const kind = reader.uint();
      if (kind === SYNC || kind === SYNC_REPLY) lane?.receive(reader);
      else if (kind === SYNC_STATUS) acks.onStatus();
      else if (kind === AUTH) lane?.ask(from);
    };
    const socket = await openWebSocket({ port, path: dialect.path(doc) }, onMessage, () =>
      tellLost(),
    );
    lane = createSyncLane(writeBytes().raw(address).uint(SYNC).end(), socket.send, {
      onUpdate(update) {
        options.onUpdate(update);
        if (isSkimming) return;
        eachRun(update, (who, start, length) => {
          clocks.set(who, Math.max(clocks.get(who) ?? 0, start + length));
          acks.onEcho(who, start + length);
        });
      },
      onSynced: () => tellSynced(),
      onTold: () => acks.expect(() => undefined),
    });
    const greeting = dialect.greeting?.(doc);
    if (greeting) socket.send(greeting);
    else lane.ask(from);
    await new Promise<void>((resolve, reject) => {
      tellSynced = resolve;
      tellLost = () => reject(new Error('The server closed the connection.'));
    });
    tellLost = () => onLost?.(undefined);

    return {
      type(count) {
        const update = encodeLetters(client, typed, count);
        typed += count;
        clocks.set(client, typed);
        acks.expectLetters(typed);
        lane.sendUpdate(update);
      },
      push: (update) =>
        new Promise((resolve) => {
          if (dialect.ackBy === 'status') acks.expect(resolve);
          else eachRun(update, (who) => acks.expectEcho(who, resolve));
          lane.sendUpdate(update);
        }),
      get position() {
        return encodePosition(clocks);
      },
      get traffic() {
        return socket.traffic;
      },
      close: socket.close,
    };
  }

  return {
    prepare: () => Promise.resolve(),
    join: (options) => join(options),
    async load(doc, onUpdate) {
      const nobody = { doc, client: 1, onUpdate, onAck: (): void => undefined };
      const { traffic, close } = await join(nobody, true);
      close();
      return traffic;
    },
  };
}

/** What was sent and not yet acknowledged. */
function createAcks(ackBy: Dialect['ackBy'], { client, onAck }: JoinOptions) {
  const awaited: (() => void)[] = [];
  const echoes = new Map<number, () => void>();
  return {
    expect: (done: () => void): void => void (ackBy === 'status' && awaited.push(done)),
    expectLetters: (clock: number): void =>
      void (ackBy === 'status' && awaited.push(() => onAck(clock))),
    expectEcho: (who: number, done: () => void): void => void echoes.set(who, done),
    onStatus: (): void => awaited.shift()?.(),
    onEcho(who: number, clock: number): void {
      if (ackBy !== 'echo') return;
      if (who === client) onAck(clock);
      if (echoes.size === 0) return;
      echoes.get(who)?.();
      echoes.delete(who);
    },
  };
}

export const createYWebSocketWire = (port: number): Wire =>
  createSocketWire(port, {
    path: (doc) => `/${doc}`,
    address: () => new Uint8Array(),
    ackBy: 'echo',
  });

export const createHocuspocusWire = (port: number): Wire =>
  createSocketWire(port, {
    path: () => '/',
    address: (doc) => writeBytes().text(doc).end(),
    greeting: (doc) =>
      writeBytes().text(doc).uint(AUTH).uint(TOKEN).text('token').text('4.7.0').end(),
    ackBy: 'status',
  });
