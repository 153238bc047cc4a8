import { expect, test } from 'vitest';
import { fileName } from '../files/file-name.ts';
import { fc } from '@weft/shared/testing/properties';
import { contentDisposition } from './content-disposition.ts';

const of = (name: string, type = 'image/png'): string => contentDisposition({ name, type });

test.each([
  ['photo.png', `inline; filename="photo.png"; filename*=UTF-8''photo.png`],
  ['Ä b.png', `inline; filename="_ b.png"; filename*=UTF-8''%C3%84%20b.png`],
  [
    `a"b\\c%41'(d)*!.png`,
    `inline; filename="a_b_c_41'(d)*!.png"; filename*=UTF-8''a%22b%5Cc%2541%27%28d%29%2A%21.png`,
  ],
  ['日.png', `inline; filename="_.png"; filename*=UTF-8''%E6%97%A5.png`],
  [
    'a\r\nSet-Cookie: x',
    `inline; filename="a__Set-Cookie: x"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x`,
  ],
])('FILE-8 the name %j is spelled both ways', (name, header) => {
  expect(of(name)).toBe(header);
});

test.each([
  'image/svg+xml',
  'text/html',
  'text/plain',
  'application/pdf',
  'application/octet-stream',
])('FILE-8 %s is an attachment', (type) => {
  expect(of('x', type)).toMatch(/^attachment; /);
});

test('FILE-8 whatever the name was, the header is one line that can be read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (given) => {
      const name = fileName(given);
      const header = of(name);
      expect(header).toMatch(/^inline; filename="[^"\\%]*"; filename\*=UTF-8''[\w%.~-]*$/);
      expect(decodeURIComponent(header.split("''")[1]!)).toBe(name);
    }),
  );
});
