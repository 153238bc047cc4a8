import type { ServerResponse } from 'node:http';

/** A reader that takes nothing for this long is cut. */
const WRITE_DEADLINE_MS = 30_000;
/** What is handed over at a time, so that a slow reader shows signs of life. */
const PIECE_BYTES = 64 * 1024;

/**
 * Writes `bytes` at the pace at which they are taken, and cuts a reader that takes nothing.
 * Resolves with whether anybody is still there.
 */
export async function writePatiently(
  outgoing: ServerResponse,
  bytes: Uint8Array,
): Promise<boolean> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    if (outgoing.destroyed) return false;
    if (!outgoing.write(bytes.subarray(at, at + PIECE_BYTES))) await drained(outgoing);
  }
  return !outgoing.destroyed;
}

function drained(outgoing: ServerResponse): Promise<void> {
  if (outgoing.destroyed || !outgoing.writableNeedDrain) return Promise.resolve();
  return new Promise((resolve) => {
    const deadline = setTimeout(() => outgoing.destroy(), WRITE_DEADLINE_MS);
    const done = (): void => {
      clearTimeout(deadline);
      outgoing.off('drain', done);
      outgoing.off('close', done);
      resolve();
    };
    outgoing.on('drain', done);
    outgoing.on('close', done);
  });
}
