/** What a file is whose content says nothing that is known. */
const UNKNOWN = 'application/octet-stream';
/** Text is told by its beginning alone. */
const TEXT_BYTES = 4096;

type Bytes = Uint8Array;

const ascii = (head: Bytes, at: number, length: number): string =>
  String.fromCharCode(...head.subarray(at, at + length));

/** Signatures at the beginning, with `?` for any byte. */
const SIGNATURES: readonly (readonly [signature: string, type: string])[] = [
  ['\x89PNG\r\n\x1a\n', 'image/png'],
  ['\xff\xd8\xff', 'image/jpeg'],
  ['GIF87a', 'image/gif'],
  ['GIF89a', 'image/gif'],
  ['RIFF????WEBPVP8', 'image/webp'],
  ['RIFF????WAVE', 'audio/wav'],
  ['BM????\0\0\0\0', 'image/bmp'],
  ['OggS\0', 'audio/ogg'],
  ['fLaC', 'audio/flac'],
  ['ID3\x02', 'audio/mpeg'],
  ['ID3\x03', 'audio/mpeg'],
  ['ID3\x04', 'audio/mpeg'],
  ['%PDF-', 'application/pdf'],
];

/** Brands of the container that images and films share. */
const BRANDS: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  avis: 'image/avif',
  heic: 'image/heic',
  heix: 'image/heic',
  'M4A ': 'audio/mp4',
  'M4B ': 'audio/mp4',
  'qt  ': 'video/quicktime',
  'M4V ': 'video/mp4',
  mp41: 'video/mp4',
  mp42: 'video/mp4',
  isom: 'video/mp4',
  iso2: 'video/mp4',
  iso4: 'video/mp4',
  iso5: 'video/mp4',
  iso6: 'video/mp4',
  avc1: 'video/mp4',
  dash: 'video/mp4',
};

/**
 * The media type of a file by its content: one of the images, sounds and films that browsers show, PDF,
 * `text/plain` for any text, else `application/octet-stream`. What the sender says of it counts for nothing, and nothing
 * that a browser would run (HTML, SVG, scripts) is ever anything but text.
 *
 * @param head the beginning of the file
 */
export function fileType(head: Bytes): string {
  for (const [signature, type] of SIGNATURES) if (begins(head, signature)) return type;
  if (ascii(head, 4, 4) === 'ftyp') return brandType(head) ?? UNKNOWN;
  if (begins(head, '\x1aE\xdf\xa3'))
    return ascii(head, 0, 64).includes('\x42\x82\x84webm') ? 'video/webm' : UNKNOWN;
  if (isLayer3(head)) return 'audio/mpeg';
  if (isAdts(head)) return 'audio/aac';
  return isText(head.subarray(0, TEXT_BYTES)) ? 'text/plain' : UNKNOWN;
}

function begins(head: Bytes, signature: string): boolean {
  if (head.length < signature.length) return false;
  return [...signature].every((sign, i) => sign === '?' || sign.charCodeAt(0) === head[i]);
}

/** By the main brand, or else by the first known one that the file is compatible with. */
function brandType(head: Bytes): string | undefined {
  const size = new DataView(head.buffer, head.byteOffset, head.length).getUint32(0);
  const brands = [ascii(head, 8, 4)];
  for (let at = 16; at + 4 <= Math.min(size, head.length, 256); at += 4)
    brands.push(ascii(head, at, 4));
  const known = brands.find((brand) => Object.hasOwn(BRANDS, brand));
  return known === undefined ? undefined : BRANDS[known];
}

const BITRATES = {
  mpeg1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  mpeg2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const RATES = [44_100, 48_000, 32_000];

/** MP3 without a tag: a frame, and another one where the first one ends; one alone is too weak a sign. */
function isLayer3(head: Bytes): boolean {
  const length = layer3FrameLength(head, 0);
  return length > 0 && layer3FrameLength(head, length) > 0;
}

function layer3FrameLength(head: Bytes, at: number): number {
  const [first = 0, second = 0, third = 0] = head.subarray(at, at + 3);
  const version = (second >> 3) & 3;
  const isLayer = first === 0xff && (second & 0xe6) === 0xe2 && version !== 1;
  const bitrate = (version === 3 ? BITRATES.mpeg1 : BITRATES.mpeg2)[third >> 4];
  const rate = RATES[(third >> 2) & 3];
  if (!isLayer || !bitrate || !rate) return 0;
  const samples = version === 3 ? 144 : 72;
  const divisor = version === 3 ? 1 : version === 2 ? 2 : 4;
  return Math.floor((samples * bitrate * 1000) / (rate / divisor)) + ((third >> 1) & 1);
}

/** AAC in frames of its own, two of them in a row. */
function isAdts(head: Bytes): boolean {
  const isFrame = (at: number): boolean => head[at] === 0xff && (head[at + 1]! & 0xf6) === 0xf0;
  const length = ((head[3]! & 3) << 11) | (head[4]! << 3) | (head[5]! >> 5);
  return isFrame(0) && length > 7 && isFrame(length);
}

/** UTF-8 without the signs that no text has; a letter that is cut at the end is one. */
function isText(head: Bytes): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    // oxlint-disable-next-line no-control-regex
    return !/[\0-\x08\x0b\x0e-\x1a\x1c-\x1f]/.test(text);
  } catch {
    return false;
  }
}
