import { concat } from './bytes.ts';

/**
 * Frames: how a snapshot travels. Each is one kind byte, the payload's length as a varint (LEB128),
 * and the payload, so that stored frames concatenate without being parsed.
 */
export type Frame =
  /** A whole document state as one Yjs update, gzipped (RFC 1952), as it is stored; at most one state, and first. */
  | { readonly kind: 'packed-state'; readonly bytes: Uint8Array }
  /** The same, unpacked. */
  | { readonly kind: 'state'; readonly bytes: Uint8Array }
  /** One row of the log, as it was appended. */
  | { readonly kind: 'update'; readonly bytes: Uint8Array };

const KINDS = {
  state: 1,
  update: 2,
  /** An event of a poll, as JSON (`codec/poll.ts`). */
  event: 3,
  'packed-state': 4,
} as const;

type FrameKind = keyof typeof KINDS;

/** One frame as bytes. */
export function encodeFrame({ kind, bytes }: { kind: FrameKind; bytes: Uint8Array }): Uint8Array {
  return concat([encodeFrameHead(kind, bytes.length), bytes]);
}

/** What stands before the payload of so many bytes, where that is sent in pieces. */
export function encodeFrameHead(kind: FrameKind, bytes: number): Uint8Array {
  const head: number[] = [KINDS[kind]];
  let length = bytes;
  while (length > 0x7f) {
    head.push((length & 0x7f) | 0x80);
    length = Math.floor(length / 128);
  }
  head.push(length);
  return Uint8Array.from(head);
}

/** A body that does not hold whole frames of known kinds: cut short, or not frames at all. */
export class FrameError extends Error {
  override name = 'FrameError';
}

/**
 * All frames of a snapshot's complete body, without copying payloads.
 * Throws `FrameError` when it is cut short, so half a snapshot is never taken for a whole one.
 */
export function decodeFrames(body: Uint8Array): Frame[] {
  return decodeFramesOf(body, ['state', 'update', 'packed-state']);
}

/** The same for a body of other kinds; a frame of none of them throws `FrameError` too. */
export function decodeFramesOf<K extends FrameKind>(
  body: Uint8Array,
  kinds: readonly K[],
): { readonly kind: K; readonly bytes: Uint8Array }[] {
  const frames: { readonly kind: K; readonly bytes: Uint8Array }[] = [];
  let at = 0;
  while (at < body.length) {
    const number = body[at++];
    const kind = kinds.find((one) => KINDS[one] === number);
    if (kind === undefined) throw new FrameError('unknown frame kind');
    let length = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = body[at++];
      if (byte === undefined || shift > 2 ** 42) throw new FrameError('frame length cut short');
      length += (byte & 0x7f) * shift;
      if (byte < 0x80) break;
    }
    if (at + length > body.length) throw new FrameError('frame cut short');
    frames.push({ kind, bytes: body.subarray(at, at + length) });
    at += length;
  }
  return frames;
}
