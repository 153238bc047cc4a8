import { describe, expect, test } from 'vitest';
import { fc } from '@weft/shared/testing/properties';
import { fileType } from './file-type.ts';
import { FILES, latin } from './testing/sample-files.ts';

describe('a known type is told by its content', () => {
  test.each(Object.entries(FILES))('FILE-7 %s', (type, bytes) => {
    expect(fileType(bytes)).toBe(type);
    expect(fileType(Buffer.concat([bytes, Buffer.alloc(10_000, '<script>')]))).toBe(type);
  });
});

const TEXTS: Readonly<Record<string, string>> = {
  HTML: '<!doctype html><script>alert(1)</script>',
  'HTML after white space': '\n\n  <html><body onload=alert(1)>',
  SVG: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
  'XML with a style sheet': '<?xml version="1.0"?><?xml-stylesheet href="x.xsl"?><a/>',
  script: 'import("/evil.js")',
  'a style sheet': '@import "//evil";',
  JSON: '{"a": 1}',
  'a mark of its order': '\ufeffText',
  letters: 'Ähnlich wie 日本語 und 😀, mehr nicht.',
  'a line that begins like a tag of sound': 'ID3 is a school in town.',
  'a line that begins like a picture': 'BMW is a car, and this is text that goes on.',
};

test.each(Object.entries(TEXTS))('FILE-7 FILE-8 %s is text, and nothing else', (_what, text) => {
  expect(fileType(Buffer.from(text))).toBe('text/plain');
});

test('FILE-7 text is text also where its beginning ends inside of a letter', () => {
  for (const shift of [0, 1, 2])
    expect(fileType(Buffer.from(`${'x'.repeat(shift)}${'日'.repeat(5_000)}`))).toBe('text/plain');
});

/** Files of two kinds at once: the sign of one, and the words of a page or a script. */
const POLYGLOTS: readonly (readonly [what: string, bytes: Buffer, type: string])[] = [
  ['GIF and script', latin('GIF89a=1;alert(1)//'), 'image/gif'],
  ['GIF and HTML', latin('GIF89a<html><script>alert(1)</script>'), 'image/gif'],
  ['JPEG and HTML', latin('\xff\xd8\xff\xe0<html><script>alert(1)</script>'), 'image/jpeg'],
  ['PDF and HTML', latin('%PDF-1.4\n<html><script>alert(1)</script>'), 'application/pdf'],
  ['HTML before PDF', latin('<html><!--\n%PDF-1.4'), 'text/plain'],
  ['HTML before zeros', latin('<html><script>alert(1)</script>\0\0'), 'application/octet-stream'],
  ['ZIP', latin('PK\x03\x04\x14\0<html>'), 'application/octet-stream'],
  ['a program', latin('MZ\x90\0<html>'), 'application/octet-stream'],
  ['UTF-16 with HTML', Buffer.from('\ufeff<html>', 'utf16le'), 'application/octet-stream'],
  ['UTF-7 with HTML', latin('+ADw-script+AD4-alert(1)'), 'text/plain'],
  ['Flash', latin('CWS\x09\0\0\0\0'), 'application/octet-stream'],
  ['Matroska', latin('\x1aE\xdf\xa3\x93\x42\x82\x88matroska'), 'application/octet-stream'],
  ['a box of no known brand', latin('\0\0\0\x10ftyphtml\0\0\0\0'), 'application/octet-stream'],
  ['one frame of sound', latin('\xff\xfb\x90\x64<html>'), 'application/octet-stream'],
];

test.each(POLYGLOTS)('FILE-7 FILE-8 %s is never a page', (_what, bytes, type) => {
  expect(fileType(bytes)).toBe(type);
});

test('FILE-7 a box names its type among its brands, the main one first', () => {
  expect(fileType(latin('\0\0\0\x18ftypmif1\0\0\0\0heicavif'))).toBe('image/heic');
  expect(fileType(latin('\0\0\0\x18ftypavif\0\0\0\0mif1heic'))).toBe('image/avif');
  // What stands behind the box is no brand.
  expect(fileType(latin('\0\0\0\x10ftypXXXX\0\0\0\0avif'))).toBe('application/octet-stream');
});

test('FILE-7 FILE-8 whatever the bytes are, the type is one that no browser runs', () => {
  const allowed = new Set([...Object.keys(FILES), 'text/plain', 'application/octet-stream']);
  const start = fc.constantFrom(...Object.values(FILES), Buffer.alloc(0));
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 64 }), fc.nat(64), (bytes, noise, cut) => {
      expect(allowed).toContain(fileType(Buffer.concat([bytes.subarray(0, cut), noise])));
    }),
  );
});
