import { crc32, deflateSync } from 'node:zlib';

/** Bytes, one for each sign. */
export const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A box of the container that images and films share. */
export function box(type: string, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([uint32(8 + content.length), latin(type), content]);
}

export function uint32(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  numbers.forEach((number, i) => bytes.writeUInt32BE(number, i * 4));
  return bytes;
}

function uint16(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 2);
  numbers.forEach((number, i) => bytes.writeUInt16BE(number, i * 2));
  return bytes;
}

/** A whole PNG, all black. */
export function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const body = Buffer.concat([latin(type), data]);
    return Buffer.concat([uint32(data.length), body, uint32(crc32(body))]);
  };
  return Buffer.concat([
    latin('\x89PNG\r\n\x1a\n'),
    chunk('IHDR', Buffer.concat([uint32(width, height), Buffer.of(8, 0, 0, 0, 0)])),
    chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The beginning of a JPEG up to its frame, with what stands before that. */
export function jpeg(width: number, height: number, ...segments: readonly Uint8Array[]): Buffer {
  return Buffer.concat([
    latin('\xff\xd8'),
    ...segments,
    latin('\xff\xc2'),
    uint16(17),
    Buffer.of(8),
    uint16(height, width),
    latin('\x03\x01\x22\0\x02\x11\x01\x03\x11\x01'),
  ]);
}

/** A segment of a JPEG. */
export const segment = (marker: number, content: Uint8Array): Buffer =>
  Buffer.concat([Buffer.of(0xff, marker), uint16(content.length + 2), content]);

/** The EXIF segment that says how a camera was held. */
export function exif(orientation: number, order: 'II' | 'MM' = 'MM'): Buffer {
  const swap = (bytes: Buffer): Buffer => (order === 'MM' ? bytes : Buffer.from(bytes).reverse());
  const short = (number: number): Buffer => swap(uint16(number));
  const long = (number: number): Buffer => swap(uint32(number));
  const entry = (tag: number, value: number): Buffer =>
    Buffer.concat([short(tag), short(3), long(1), short(value), short(0)]);
  const directory = [short(2), entry(0x0100, 7), entry(0x0112, orientation), long(0)];
  return segment(
    0xe1,
    Buffer.concat([latin('Exif\0\0'), latin(order), short(42), long(8), ...directory]),
  );
}

/** An AVIF or HEIC whose properties are those boxes. */
export function heif(brand: string, ...properties: readonly Uint8Array[]): Buffer {
  return Buffer.concat([
    box('ftyp', latin(brand), uint32(0), latin('mif1')),
    box('meta', uint32(0), box('hdlr', uint32(0, 0)), box('iprp', box('ipco', ...properties))),
  ]);
}

/** The property that holds the size of one image. */
export const ispe = (width: number, height: number): Buffer =>
  box('ispe', uint32(0, width, height));

/** Three kinds of WebP. */
export const webp = {
  lossy: Buffer.concat([
    latin('RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a'),
    Buffer.of(0x2c, 0x01, 0xc8, 0x40),
  ]),
  lossless: Buffer.concat([
    latin('RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f'),
    // 299 and 199 in 14 bits each, the lowest first.
    Buffer.of(0x2b, 0xc1, 0x31, 0x00),
  ]),
  extended: Buffer.concat([
    latin('RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0'),
    Buffer.of(0x2b, 0x01, 0x00, 0xc7, 0x00, 0x00),
  ]),
};

const mp3Frame = Buffer.concat([latin('\xff\xfb\x90\x64'), Buffer.alloc(413)]);
const adtsFrame = Buffer.concat([latin('\xff\xf1\x50\x80\x01\x5f\xfc'), Buffer.alloc(3)]);

/** The beginning of a file of each type that is known by its signs. */
export const FILES: Readonly<Record<string, Buffer>> = {
  'image/png': png(3, 2),
  'image/jpeg': jpeg(3, 2),
  'image/gif': latin('GIF89a\x03\0\x02\0'),
  'image/webp': webp.lossy,
  'image/bmp': latin('BM\x46\0\0\0\0\0\0\0\x36\0\0\0'),
  'image/avif': heif('avif', ispe(3, 2)),
  'image/heic': heif('heic', ispe(3, 2)),
  'video/mp4': box('ftyp', latin('isom\0\0\x02\0isomiso2avc1mp41')),
  'video/quicktime': box('ftyp', latin('qt  \0\0\x02\0qt  ')),
  'video/webm': latin('\x1aE\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84webm'),
  'audio/mp4': box('ftyp', latin('M4A \0\0\x02\0isommp42')),
  'audio/mpeg': Buffer.concat([mp3Frame, mp3Frame]),
  'audio/aac': Buffer.concat([adtsFrame, adtsFrame]),
  'audio/ogg': latin('OggS\0\x02'),
  'audio/wav': latin('RIFF\0\0\0\0WAVEfmt '),
  'audio/flac': latin('fLaC\0\0\0\x22'),
  'application/pdf': latin('%PDF-1.7\n%\xe2\xe3'),
};
