import { expect, test } from 'vitest';
import { runsText, type BlockContent } from '@weft/shared/model/content';
import { TEMPLATE_NAMES } from './page-template.ts';
import { blocksOf } from './template-blocks.ts';
import { templatesIn } from './templates.ts';

const letters = (blocks: readonly BlockContent[]): string =>
  blocks.map(({ runs, children }) => runsText(runs ?? []) + letters(children ?? [])).join('\n');

test.each(['en', 'de'])(
  'TEMPLATE-1 all of the templates in %s are pages to write in',
  (language) => {
    const templates = templatesIn(language);
    for (const name of [...TEMPLATE_NAMES, 'welcome'] as const) {
      const { icon, title, about, text } = templates[name];
      expect([icon, title, about].every((one) => one !== '')).toBe(true);
      const blocks = blocksOf(text, (keys) => keys);
      expect([name, blocks.length > 3]).toEqual([name, true]);
      // No sign of Markdown is left as a letter.
      expect(letters(blocks)).not.toMatch(/\*\*|^#|^\||\[ \]|<details|\\\\/m);
    }
  },
);

test('TEMPLATE-3 the welcome page has boxes to tick and something to open, with the keys of this keyboard', () => {
  const blocks = blocksOf(templatesIn('en').welcome.text, (keys) => keys.replace('Mod+', '⌘'));
  expect(blocks.filter(({ type }) => type === 'todo').length).toBeGreaterThan(4);
  expect(blocks.some(({ type }) => type === 'toggle')).toBe(true);
  expect(letters(blocks)).toContain('⌘B');
  expect(letters(blocks)).toContain('type [[ and its name');
  expect(letters(blocks)).not.toContain('Mod');
});
