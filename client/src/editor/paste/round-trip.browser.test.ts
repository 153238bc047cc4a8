import { toHtml } from '@weft/shared/html';
import { fc } from '@weft/shared/testing/properties';
import { expect, test } from 'vitest';
import { contentFromHtml } from './content-from-html.ts';
import { htmlPage } from './testing/html-page.ts';

test('PASTE-2 what HTML can say comes back', () => {
  fc.assert(
    fc.property(htmlPage, (page) => {
      expect(contentFromHtml(toHtml(page)).blocks).toEqual(page);
    }),
    { numRuns: 400 },
  );
}, 120_000);

test('PASTE-2 a box without a sign does not take that of a box within it', () => {
  const runs = [{ text: 'a', marks: {} }];
  const inner = { type: 'callout', props: { icon: '💡' }, runs };
  const page = [{ type: 'callout', runs, children: [inner] }];
  expect(contentFromHtml(toHtml(page)).blocks).toEqual(page);
});
