import { describe, expect, test } from 'vitest';
import { fc } from '@weft/shared/testing/properties';
import { fileType } from './file-type.ts';
import { imageSize } from './image-size.ts';
import {
  box,
  exif,
  FILES,
  heif,
  ispe,
  jpeg,
  latin,
  png,
  segment,
  uint32,
  webp,
} from './testing/sample-files.ts';

const sizeOf = (bytes: Uint8Array): unknown => imageSize(fileType(bytes), bytes);
const landscape = { width: 300, height: 200 };
const portrait = { width: 200, height: 300 };

/** 300 by 200 with the rows from the top down. */
const bmp = Buffer.concat([
  latin('BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0'),
  Buffer.of(0x2c, 1, 0, 0, 0x38, 0xff, 0xff, 0xff),
]);

test.each([
  ['PNG', png(300, 200)],
  ['GIF', latin('GIF87a\x2c\x01\xc8\0')],
  ['BMP', bmp],
  ['lossy WebP', webp.lossy],
  ['lossless WebP', webp.lossless],
  ['extended WebP', webp.extended],
  ['JPEG', jpeg(300, 200)],
  ['JPEG after much else', jpeg(300, 200, segment(0xe0, Buffer.alloc(60_000)), latin('\xff\xff'))],
  ['AVIF', heif('avif', box('pixi', uint32(0)), ispe(300, 200))],
  ['HEIC of tiles', heif('heic', ispe(64, 64), ispe(300, 200), ispe(160, 120))],
])('FILE-10 the size of a %s is read', (_what, bytes) => {
  expect(sizeOf(bytes)).toEqual(landscape);
});

describe('a picture that was taken on its side', () => {
  test.each(['II', 'MM'] as const)('FILE-10 is shown turned, in byte order %s', (order) => {
    for (let orientation = 0; orientation <= 9; orientation++) {
      const isTurned = orientation >= 5 && orientation <= 8;
      expect(sizeOf(jpeg(300, 200, exif(orientation, order)))).toEqual(
        isTurned ? portrait : landscape,
      );
    }
  });

  test('FILE-10 is shown turned by a quarter as its container says', () => {
    for (const [angle, expected] of [landscape, portrait, landscape, portrait].entries()) {
      const rotation = box('irot', Buffer.of(angle));
      expect(sizeOf(heif('heic', ispe(300, 200), rotation))).toEqual(expected);
    }
  });

  test('FILE-10 and whose EXIF is damaged is shown as it is', () => {
    const whole = exif(6);
    for (let cut = 4; cut < whole.length - 6; cut++)
      expect(sizeOf(jpeg(300, 200, segment(0xe1, whole.subarray(4, cut))))).toEqual(landscape);
  });
});

test('FILE-10 what is no image, and an image that is cut short or absurd, has no size', () => {
  for (const [type, bytes] of Object.entries(FILES)) {
    if (!type.startsWith('image/')) expect(sizeOf(bytes)).toBeUndefined();
    else expect(imageSize(type, bytes.subarray(0, 8))).toBeUndefined();
  }
  expect(imageSize('image/png', Buffer.alloc(0))).toBeUndefined();
  for (const absurd of [png(0, 0), jpeg(0, 5), heif('avif', ispe(0xffffffff, 1)), heif('avif')])
    expect(sizeOf(absurd)).toBeUndefined();
});

/** Counts how often bytes are looked at. */
function lookedAt(type: string, bytes: Buffer): number {
  let looks = 0;
  const { getUint8, getUint16, getUint32 } = DataView.prototype;
  const counted = <A extends unknown[], R>(method: (...args: A) => R) =>
    function (this: DataView, ...args: A): R {
      looks += 1;
      return method.apply(this, args);
    };
  Object.assign(DataView.prototype, {
    getUint8: counted(getUint8),
    getUint16: counted(getUint16),
    getUint32: counted(getUint32),
  });
  try {
    imageSize(type, bytes);
  } finally {
    Object.assign(DataView.prototype, { getUint8, getUint16, getUint32 });
  }
  return looks;
}

test.each([
  ['image/jpeg', Buffer.alloc(500_000, 0xff)],
  ['image/jpeg', jpeg(1, 1, Buffer.alloc(480_000, latin('\xff\xe0\0\x02')))],
  ['image/jpeg', jpeg(1, 1, ...Array.from({ length: 15_000 }, () => exif(1)))],
  ['image/avif', heif('avif', Buffer.alloc(480_000, box('clap')))],
  ['image/avif', heif('avif', Buffer.alloc(480_000, ispe(1, 1)))],
])('FILE-10 no %s makes anybody read it over and over', (type, bytes) => {
  expect(lookedAt(type, bytes)).toBeLessThan(2 * bytes.length);
});

test('FILE-10 whatever the bytes are, there is a size or none, and never an error', () => {
  const images = Object.entries(FILES).filter(([type]) => type.startsWith('image/'));
  fc.assert(
    fc.property(
      fc.constantFrom(...images),
      fc.array(fc.tuple(fc.nat(80), fc.nat(255)), { maxLength: 6 }),
      ([type, bytes], changes) => {
        const changed = Buffer.from(bytes);
        for (const [at, value] of changes) if (at < changed.length) changed[at] = value;
        const size = imageSize(type, changed);
        if (size) expect(Math.min(size.width, size.height)).toBeGreaterThan(0);
      },
    ),
    { numRuns: 2_000 },
  );
});
