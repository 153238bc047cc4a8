import { expect, test } from 'vitest';
import { EMBED_ORIGINS, embedOf } from './embeds.ts';

const ID = 'dQw4w9WgXcQ';
const KNOWN: readonly (readonly [string, string, string])[] = [
  [`https://www.youtube.com/watch?v=${ID}&list=x`, 'YouTube', `/embed/${ID}`],
  [`http://youtu.be/${ID}?t=1m30s`, 'YouTube', `/embed/${ID}?start=90`],
  [`https://m.youtube.com/shorts/${ID}`, 'YouTube', `/embed/${ID}`],
  ['https://vimeo.com/76979871', 'Vimeo', '/video/76979871?dnt=1'],
  ['https://vimeo.com/76979871/8272103f6e', 'Vimeo', '/video/76979871?dnt=1&h=8272103f6e'],
  [`https://www.loom.com/share/${'0a'.repeat(16)}?sid=x`, 'Loom', `/embed/${'0a'.repeat(16)}`],
  [
    'https://www.figma.com/design/AbC123/Name?node-id=1-2',
    'Figma',
    '/embed?embed_host=weft&url=https%3A%2F%2Fwww.figma.com%2Fdesign%2FAbC123%2FName%3Fnode-id%3D1-2',
  ],
  ['https://codepen.io/ada/pen/AbCdEf', 'CodePen', '/ada/embed/AbCdEf?default-tab=result'],
  [
    'https://open.spotify.com/intl-de/track/4cOdK2wGLETKBW3PvgPWqT?si=1',
    'Spotify',
    '/embed/track/4cOdK2wGLETKBW3PvgPWqT',
  ],
  [
    'https://soundcloud.com/ada/a-song',
    'SoundCloud',
    '/player/?url=https%3A%2F%2Fsoundcloud.com%2Fada%2Fa-song',
  ],
  [
    'https://www.google.com/maps/place/Caf%C3%A9+Loom/@52.5,13.4,17z',
    'Google Maps',
    '/maps?q=Caf%C3%A9%20Loom&output=embed',
  ],
  ['https://www.google.com/maps/@52.5,13.4,17z', 'Google Maps', '/maps?q=52.5%2C13.4&output=embed'],
  ['https://www.google.com/maps/embed?pb=!1m18', 'Google Maps', '/maps/embed?pb=!1m18'],
  [
    `https://docs.google.com/document/d/${'a'.repeat(44)}/edit?usp=sharing`,
    'Google Docs',
    `/document/d/${'a'.repeat(44)}/preview`,
  ],
  [
    `https://docs.google.com/presentation/d/${'a'.repeat(44)}/edit#slide=1`,
    'Google Docs',
    `/presentation/d/${'a'.repeat(44)}/embed`,
  ],
];

test.each(KNOWN)('MEDIA-4 %s is shown by a frame of %s', (address, provider, path) => {
  const embed = embedOf(address);
  expect(embed?.provider).toBe(provider);
  const { origin, pathname, search } = new URL(embed?.frame ?? '');
  expect(pathname + search).toBe(path);
  expect(EMBED_ORIGINS as readonly string[]).toContain(origin);
});

test('MEDIA-4 every origin that may be framed is one that an address leads to', () => {
  const origins = new Set(KNOWN.map(([address]) => new URL(embedOf(address)?.frame ?? '').origin));
  expect([...origins].toSorted()).toEqual(EMBED_ORIGINS.toSorted());
});

test.each([
  'https://example.com/',
  `https://youtube.com.example.com/watch?v=${ID}`,
  `https://example.com/https://www.youtube.com/watch?v=${ID}`,
  `https://notyoutube.com/watch?v=${ID}`,
  `https://www.youtube.com@example.com/watch?v=${ID}`,
  `https://www.youtube.com:8443/watch?v=${ID}`,
  'https://www.youtube.com/watch?v="><script>',
  `javascript://www.youtube.com/watch?v=${ID}`,
  `java\tscript://www.youtube.com/watch?v=${ID}`,
  `data:text/html,https://www.youtube.com/watch?v=${ID}`,
  `//www.youtube.com/watch?v=${ID}`,
  'https://www.google.com/url?q=https://example.com',
  'https://www.google.com/search?q=maps',
  'https://docs.google.com/forms/d/x',
  'https://',
  '',
])('MEDIA-4 %j is no frame', (address) => {
  expect(embedOf(address)).toBeUndefined();
});

test('MEDIA-4 of what is no text there is no frame', () => {
  for (const value of [undefined, null, 1, {}, []]) expect(embedOf(value)).toBeUndefined();
});
