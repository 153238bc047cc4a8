import type { Pixels } from './pixels.ts';

interface Box {
  readonly type: string;
  /** Where its content begins, and where it ends. */
  readonly from: number;
  readonly to: number;
}

const MAX_BOXES = 10_000;

/** The boxes between two places, each looked at once. */
function* boxesIn(view: DataView, from: number, to: number): Generator<Box> {
  let at = from;
  for (let n = 0; n < MAX_BOXES && at + 8 <= to; n++) {
    const size = view.getUint32(at);
    // Larger than this is never an image's header; 0 means up to the end.
    if (size === 1 || (size !== 0 && size < 8)) return;
    const end = size === 0 ? to : Math.min(at + size, to);
    const type = String.fromCharCode(...[4, 5, 6, 7].map((offset) => view.getUint8(at + offset)));
    yield { type, from: at + 8, to: end };
    at = end;
  }
}

function boxIn(
  view: DataView,
  within: Omit<Box, 'type'> | undefined,
  type: string,
): Box | undefined {
  if (!within) return undefined;
  for (const box of boxesIn(view, within.from, within.to)) if (box.type === type) return box;
  return undefined;
}

/**
 * Width and height of an AVIF or HEIC image as it is shown. It may hold others (tiles, a thumbnail), which are
 * smaller: the largest one is meant, turned where a rotation by a quarter is among the properties.
 */
export function heifSize(view: DataView): Pixels | undefined {
  const meta = boxIn(view, { from: 0, to: view.byteLength }, 'meta');
  // A version and flags come before its boxes.
  const properties = boxIn(view, meta && { from: meta.from + 4, to: meta.to }, 'iprp');
  const list = boxIn(view, properties, 'ipco');
  if (!list) return undefined;
  let largest: Pixels | undefined;
  let isTurned = false;
  for (const { type, from } of boxesIn(view, list.from, list.to)) {
    if (type === 'irot') isTurned ||= (view.getUint8(from) & 1) === 1;
    if (type !== 'ispe') continue;
    const [width, height] = [view.getUint32(from + 4), view.getUint32(from + 8)];
    if (!largest || width * height > largest.width * largest.height) largest = { width, height };
  }
  return largest && isTurned ? { width: largest.height, height: largest.width } : largest;
}
