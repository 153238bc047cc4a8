import type { Pixels } from './pixels.ts';

/** A frame's header follows these; the four that are left out are tables. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Segments before the frame; a file of many tiny ones is not worth the walk. */
const MAX_SEGMENTS = 2_000;
const ORIENTATION = 0x0112;

/** Width and height of a JPEG as it is shown: its frame's, turned where its EXIF says so. */
export function jpegSize(view: DataView): Pixels | undefined {
  let isTurned = false;
  let at = 2;
  for (let n = 0; n < MAX_SEGMENTS; n++) {
    if (view.getUint8(at) !== 0xff) return undefined;
    // Any number of fill bytes may stand before a marker.
    while (view.getUint8(at + 1) === 0xff) at += 1;
    const marker = view.getUint8(at + 1);
    const body = at + 4;
    if (isFrame(marker)) {
      const [height, width] = [view.getUint16(body + 1), view.getUint16(body + 3)];
      return isTurned ? { width: height, height: width } : { width, height };
    }
    const length = view.getUint16(at + 2);
    if (length < 2) return undefined;
    if (marker === 0xe1) isTurned ||= saysTurned(view, body, length - 2);
    at += 2 + length;
  }
  return undefined;
}

/** Whether an EXIF segment says that the picture lies on its side; one that is damaged says nothing. */
function saysTurned(view: DataView, at: number, length: number): boolean {
  if (length < 14 || view.getUint32(at) !== 0x45786966 || view.getUint16(at + 4) !== 0)
    return false;
  const tiff = new DataView(
    view.buffer,
    view.byteOffset + at + 6,
    Math.min(length, view.byteLength - at) - 6,
  );
  try {
    const little = tiff.getUint16(0) === 0x4949;
    const directory = tiff.getUint32(4, little);
    const entries = tiff.getUint16(directory, little);
    for (let entry = 0; entry < entries; entry++) {
      const place = directory + 2 + entry * 12;
      if (tiff.getUint16(place, little) !== ORIENTATION) continue;
      const orientation = tiff.getUint16(place + 8, little);
      return orientation >= 5 && orientation <= 8;
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  return false;
}
