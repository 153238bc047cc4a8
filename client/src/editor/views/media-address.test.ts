import { expect, test } from 'vitest';
import { type MediaFiles, NO_FILES } from '../media-files.ts';
import { mediaAddress, nameOf, siteOf, webAddress } from './media-address.ts';

const files: MediaFiles = {
  ...NO_FILES,
  urlOf: (source) => (source === '/files/one' ? 'blob:one' : undefined),
};

test('MEDIA-1 media are of the web, by https, or files of ours', () => {
  expect(mediaAddress('https://example.com/a.png', files)).toEqual({
    url: 'https://example.com/a.png',
    isOwn: false,
  });
  expect(mediaAddress('http://example.com:80/a.png', files)?.url).toBe('https://example.com/a.png');
  expect(mediaAddress('/files/one', files)).toEqual({ url: 'blob:one', isOwn: true });
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' \u0001javascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  'java\u200bscript:alert(1)',
  'javascript&colon;alert(1)',
  '&#106;avascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://example.com/x',
  'filesystem:https://example.com/x',
  'ftp://example.com/a.png',
  'mailto:a@example.com',
  '/api/v1/docs',
  '//example.com/a.png',
  'a.png',
  'https:',
  'https://',
  '',
  undefined,
  null,
  7,
])('MEDIA-1 %j is asked of nobody', (source) => {
  expect(mediaAddress(source, files)).toBeUndefined();
  expect(webAddress(source)).toBeUndefined();
});

test('MEDIA-1 an address is told by its site and its last part', () => {
  expect(siteOf('https://www.example.com/a')).toBe('example.com');
  expect(nameOf('https://example.com/a/b%20c.pdf?x')).toBe('b c.pdf');
  expect(nameOf('https://example.com/%')).toBe('%');
});
