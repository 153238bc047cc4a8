import { createDecoder, readVarString, readVarUint } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarString, writeVarUint } from 'lib0/encoding';
import type { SessionId } from '@weft/shared/protocol/ids';
import { type Principal, samePrincipal } from '../access/principal.ts';
import type { LogRow } from '../log/log.ts';
import { LeastWriter } from './least-writer.ts';
import { advance, structsOf, type StateVector } from './state-vector.ts';
import type { DecodedUpdate } from './update-decoder.ts';

/** A session that has written nothing for this long is forgotten when its rows are folded; it would begin anew. */
const SESSION_KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/** The last update of one session. */
export interface LastUpdate {
  readonly n: number;
  /** Server time, milliseconds since 1970. */
  readonly time: number;
}

/**
 * What a room has to know of a document's rows: the clocks they reach, who wrote which client id, every session's last
 * n, and the writer they ask for. No document is built for it, and it is small enough to be written down.
 */
export class Past {
  /** The epoch in which owners were seen. */
  readonly epoch: string;
  readonly state: StateVector = new Map();
  readonly sessions = new Map<SessionId, LastUpdate>();
  readonly leastWriter: LeastWriter;
  readonly #owners = new Map<number, Principal>();
  readonly #isRecreated: boolean;

  /** @param isRecreated whether the document's history was recreated: rows may bring home what others had written */
  constructor(epoch: string, isRecreated: boolean, leastWriter = new LeastWriter()) {
    this.epoch = epoch;
    this.#isRecreated = isRecreated;
    this.leastWriter = leastWriter;
  }

  get owners(): ReadonlyMap<number, Principal> {
    return this.#owners;
  }

  /** Counts in a row of the log. */
  add(row: LogRow): void {
    this.enter(structsOf(row.bytes), row);
  }

  /** Counts in the row that comes next, which consists of `structs`. */
  enter(
    structs: DecodedUpdate['structs'],
    { session, n, time, principal }: Omit<LogRow, 'bytes' | 'offset' | 'tag'>,
  ): void {
    if (!this.#isRecreated) {
      for (const { id, length } of structs) {
        if (id.clock + length > (this.state.get(id.client) ?? 0)) this.claim(id.client, principal);
      }
    }
    advance(this.state, structs);
    this.leastWriter.note(structs);
    this.noteSession({ session, n, time });
  }

  /** Counts in whose the row is, and nothing of what it holds. */
  noteSession({ session, n, time }: Pick<LogRow, 'session' | 'n' | 'time'>): void {
    if (session) this.sessions.set(session, { n, time });
  }

  /** Makes `client` the principal's, unless it is somebody's: whoever is seen first with it owns it. */
  claim(client: number, principal: Principal): void {
    if (!this.#owners.has(client)) this.#owners.set(client, principal);
  }

  /** Whether `client` is somebody else's. */
  isForeign(client: number, principal: Principal): boolean {
    const owner = this.#owners.get(client);
    return owner !== undefined && !samePrincipal(owner, principal);
  }
}

const VERSION = 1;

/**
 * A past as bytes, for `decodePast`.
 *
 * @param now forgets sessions that wrote nothing for a month before this
 */
export function encodePast(past: Past, now: number): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, VERSION);
  writeVarString(encoder, past.epoch);
  writeVarUint(encoder, past.state.size);
  for (const [client, clock] of past.state) {
    writeVarUint(encoder, client);
    writeVarUint(encoder, clock);
  }
  const sessions = [...past.sessions].filter(([, { time }]) => time > now - SESSION_KEPT_MS);
  writeVarUint(encoder, sessions.length);
  for (const [session, { n, time }] of sessions) {
    writeVarString(encoder, session);
    writeVarUint(encoder, n);
    writeVarUint(encoder, time);
  }
  const principals = new Map<string, number>();
  writeVarUint(encoder, past.owners.size);
  for (const [client, { kind, id }] of past.owners) {
    writeVarUint(encoder, client);
    const number = principals.get(`${kind}:${id}`);
    writeVarUint(encoder, number ?? 0);
    if (number !== undefined) continue;
    principals.set(`${kind}:${id}`, principals.size + 1);
    writeVarString(encoder, kind);
    writeVarString(encoder, id);
  }
  past.leastWriter.encode(encoder);
  return toUint8Array(encoder);
}

/**
 * The past that `digest` was made of.
 *
 * @param epoch the document's epoch of now, in which the owners of another one count for nothing
 * @throws where `digest` is not one
 */
export function decodePast(digest: Uint8Array, epoch: string, isRecreated: boolean): Past {
  const decoder = createDecoder(digest);
  if (readVarUint(decoder) !== VERSION) throw new Error('a digest of another version');
  const writtenIn = readVarString(decoder);
  const state: [number, number][] = [];
  for (let left = readVarUint(decoder); left > 0; left--)
    state.push([readVarUint(decoder), readVarUint(decoder)]);
  const sessions: [SessionId, LastUpdate][] = [];
  for (let left = readVarUint(decoder); left > 0; left--) {
    const session = readVarString(decoder) as SessionId;
    sessions.push([session, { n: readVarUint(decoder), time: readVarUint(decoder) }]);
  }
  const principals: Principal[] = [];
  const owners: [number, Principal][] = [];
  for (let left = readVarUint(decoder); left > 0; left--) {
    const client = readVarUint(decoder);
    const number = readVarUint(decoder);
    if (number === 0) {
      const kind = readVarString(decoder) as Principal['kind'];
      principals.push({ kind, id: readVarString(decoder) });
    }
    owners.push([client, principals[number === 0 ? principals.length - 1 : number - 1]!]);
  }
  const past = new Past(epoch, isRecreated, LeastWriter.decode(decoder));
  for (const [client, clock] of state) past.state.set(client, clock);
  for (const [session, last] of sessions) past.sessions.set(session, last);
  if (writtenIn === epoch) for (const [client, owner] of owners) past.claim(client, owner);
  return past;
}
