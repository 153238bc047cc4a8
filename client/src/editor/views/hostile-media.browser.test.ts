import { expect, test } from 'vitest';
import '../editor.css';
import { openMedia } from '../testing/open-media.ts';
import { ScriptedFiles } from '../testing/scripted-files.ts';

const HOSTILE = [
  'javascript:window.hostile=1',
  'JAVASCRIPT:window.hostile=1',
  ' \tjava\nscript:window.hostile=1',
  'java\u200bscript:window.hostile=1',
  '&#106;avascript:window.hostile=1',
  'javascript&colon;window.hostile=1',
  'data:text/html,<script>parent.hostile=1</script>',
  'data:text/html;base64,PHNjcmlwdD5wYXJlbnQuaG9zdGlsZT0xPC9zY3JpcHQ+',
  'data:image/svg+xml,<svg xmlns="http://www.w3.org/2000/svg" onload="parent.hostile=1"/>',
  'vbscript:window.hostile=1',
  'file:///etc/passwd',
  'blob:null/x',
  '/api/v1/docs',
  '//hostile.test/x',
  '"><img src=x onerror=window.hostile=1>',
];

test.each(HOSTILE)('MEDIA-1 %j is loaded nowhere and leads nowhere', async (address) => {
  const types = ['image', 'video', 'audio', 'file', 'bookmark', 'embed'];
  const before = performance.getEntriesByType('resource').length;
  const { root, errors } = openMedia(
    new ScriptedFiles(),
    ...types.map((type) => ({
      type,
      props: {
        source: address,
        address,
        title: address,
        description: address,
        name: address,
        image: address,
      },
    })),
  );
  const media = [...root.querySelectorAll('.media')];
  expect(media.map((element) => element.querySelector('.media-said')?.textContent)).toEqual(
    types.map(() => 'This address cannot be shown.'),
  );
  expect(root.querySelector('.media :is([src], [href], iframe, script)')).toBeNull();
  for (const element of media) (element.firstElementChild as HTMLElement).click();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(performance.getEntriesByType('resource').length).toBe(before);
  expect(Object.hasOwn(window, 'hostile')).toBe(false);
  expect(errors).toEqual([]);
});
