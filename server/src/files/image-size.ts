import { heifSize } from './heif-size.ts';
import { jpegSize } from './jpeg-size.ts';
import type { Pixels } from './pixels.ts';

/** What no image is; a file that says so is not believed. */
const MAX_SIDE = 100_000;

const READERS: Readonly<Record<string, (view: DataView) => Pixels | undefined>> = {
  'image/png': (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  'image/gif': (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  'image/bmp': (view) => ({
    width: view.getInt32(18, true),
    // Negative where the rows go from the top down.
    height: Math.abs(view.getInt32(22, true)),
  }),
  'image/webp': webpSize,
  'image/jpeg': jpegSize,
  'image/avif': heifSize,
  'image/heic': heifSize,
};

/**
 * Width and height of an image, turned as its camera says, so that a page can leave room for it; `undefined`
 * where the file is no image or does not say. Reads each byte a few times at most, whatever the bytes are.
 *
 * @param head the beginning of the file
 */
export function imageSize(type: string, head: Uint8Array): Pixels | undefined {
  try {
    const size = READERS[type]?.(new DataView(head.buffer, head.byteOffset, head.length));
    return size && isSide(size.width) && isSide(size.height) ? size : undefined;
  } catch (error) {
    // Cut short, or never what it seemed to be.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

const isSide = (pixels: number): boolean => pixels > 0 && pixels <= MAX_SIDE;

/** Of the three kinds of WebP: extended, lossless, lossy. */
function webpSize(view: DataView): Pixels | undefined {
  const kind = view.getUint8(15);
  if (kind === 0x58) {
    const uint24 = (at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
    return { width: uint24(24) + 1, height: uint24(27) + 1 };
  }
  if (kind === 0x4c) {
    if (view.getUint8(20) !== 0x2f) return undefined;
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  const isKeyFrame = view.getUint16(23) === 0x9d01 && view.getUint8(25) === 0x2a;
  if (!isKeyFrame) return undefined;
  return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
}
