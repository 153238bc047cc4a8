import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { createDecoder, readVarInt, readVarString, readVarUint } from 'lib0/decoding';
import {
  createEncoder,
  toUint8Array,
  writeVarInt,
  writeVarString,
  writeVarUint,
} from 'lib0/encoding';
import { concat } from '@weft/shared/codec/bytes';
import type { SessionId } from '@weft/shared/protocol/ids';
import type { Principal } from '../access/principal.ts';
import type { LogRow } from './log.ts';
import { nextTag } from './tag.ts';

/** Rows of one segment together, unless a single one is larger. */
export const SEGMENT_BYTES = 512 * 1024;

/** Who wrote a row and when, without its bytes. */
export interface SegmentEntry {
  readonly session: SessionId | undefined;
  readonly n: number;
  readonly principal: Principal;
  readonly time: number;
  /** Bytes of the row. */
  readonly size: number;
}

/** Consecutive rows as they are stored: the entries apart, so that a timeline is read without what was written. */
export interface EncodedSegment {
  readonly entries: Uint8Array;
  readonly bytes: Uint8Array;
}

export function encodeSegment(rows: readonly LogRow[]): EncodedSegment {
  const encoder = createEncoder();
  writeVarUint(encoder, rows.length);
  const sessions = new Map<string, number>();
  const principals = new Map<string, number>();
  /** A name in full where it comes up first, its number from then on. */
  const writeName = (known: Map<string, number>, ...name: string[]): void => {
    const key = name.join(':');
    const number = known.get(key);
    writeVarUint(encoder, number ?? 0);
    if (number !== undefined) return;
    known.set(key, known.size + 1);
    for (const text of name) writeVarString(encoder, text);
  };
  let time = 0;
  for (const row of rows) {
    writeName(sessions, row.session ?? '');
    writeVarUint(encoder, row.n);
    writeName(principals, row.principal.kind, row.principal.id);
    writeVarInt(encoder, row.time - time);
    writeVarUint(encoder, row.bytes.length);
    ({ time } = row);
  }
  return {
    entries: deflateRawSync(toUint8Array(encoder)),
    bytes: deflateRawSync(concat(rows.map(({ bytes }) => bytes))),
  };
}

/** Throws where `entries` are not what `encodeSegment` wrote. */
export function decodeEntries(entries: Uint8Array): SegmentEntry[] {
  const decoder = createDecoder(inflateRawSync(entries));
  const sessions: string[] = [];
  const principals: Principal[] = [];
  function readName<T>(known: T[], read: () => T): T {
    const number = readVarUint(decoder);
    if (number === 0) known.push(read());
    return known[number === 0 ? known.length - 1 : number - 1]!;
  }
  let time = 0;
  return Array.from({ length: readVarUint(decoder) }, () => {
    const session = readName(sessions, () => readVarString(decoder));
    const n = readVarUint(decoder);
    const principal = readName(principals, () => {
      const kind = readVarString(decoder) as Principal['kind'];
      return { kind, id: readVarString(decoder) };
    });
    time += readVarInt(decoder);
    return {
      session: session === '' ? undefined : (session as SessionId),
      n,
      principal,
      time,
      size: readVarUint(decoder),
    };
  });
}

/**
 * The rows of a segment, with their tags counted anew from the one before the first: where bytes have changed on
 * the disk, the last tag is another one than what follows was chained to.
 */
export function decodeSegment(
  { entries, bytes }: EncodedSegment,
  first: number,
  tagBefore: string,
): LogRow[] {
  const all = inflateRawSync(bytes);
  let at = 0;
  let tag = tagBefore;
  return decodeEntries(entries).map(({ size, ...entry }, i) => {
    const row = { ...entry, bytes: all.subarray(at, at + size) };
    at += size;
    if (at > all.length) throw new Error('a segment is shorter than its entries say');
    tag = nextTag(tag, row);
    return { offset: first + i, tag, ...row };
  });
}
