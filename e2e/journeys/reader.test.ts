import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { EVERY_BLOCK } from './every-block.ts';
import { blockMenuOf, blockOf, slashMenuOf, toolsOf } from './hands.ts';
import { makePage } from './made-page.ts';
import { tableOf } from './made-table.ts';
import { blocksOf, bodyOf, expect, openPage, test } from './weft.ts';

/** What a screen reader is told of `EVERY_BLOCK`; `WEFT_PICTURES=1` renews it. */
const HEARD = new URL('./every-block.txt', import.meta.url);

const WIDE = tableOf([['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']]);
const BLOCKS = [...EVERY_BLOCK, { type: 'todo' }, WIDE];

/** What is only how a browser builds its tree. */
const SILENT = new Set(['InlineTextBox', 'LineBreak', 'generic', 'none', 'LayoutTable']);
const STATES = ['level', 'checked', 'expanded', 'pressed', 'readonly', 'multiline'];

interface Heard {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: { readonly value?: string };
  readonly name?: { readonly value?: string };
  readonly properties?: readonly { readonly name: string; readonly value: { value?: unknown } }[];
  readonly childIds?: readonly string[];
}

/** The browser's own accessibility tree of the page's text, a line for each thing that is heard. */
async function heardIn(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as {
    nodes: Heard[];
  };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines: string[] = [];
  const hear = ({ ignored, role, name, properties = [], childIds = [] }: Heard, depth: number) => {
    const kind = role?.value ?? '';
    const isSilent = ignored || SILENT.has(kind) || kind.startsWith('Math') === true;
    if (!isSilent) {
      const states = properties.flatMap(({ name: state, value: { value } }) =>
        STATES.includes(state) && value !== false ? [` ${state}=${String(value)}`] : [],
      );
      const said = name?.value ? ` "${name.value.replaceAll('\n', '⏎')}"` : '';
      lines.push(`${'  '.repeat(depth)}${kind}${said}${states.join('')}`);
    }
    if (kind === 'StaticText') return;
    for (const id of childIds) {
      const child = byId.get(id);
      if (child) hear(child, isSilent ? depth : depth + 1);
    }
  };
  const root = nodes.find(({ role, name }) => role?.value === 'textbox' && name?.value === 'Page');
  if (root) hear(root, 0);
  return `${lines.join('\n')}\n`;
}

test.beforeEach(async ({ page, weft }) => {
  await openPage(page, weft.url + (await makePage(weft, { title: 'Every block', blocks: BLOCKS })));
  await expect(blocksOf(page, 'equation').locator('math')).toHaveCount(1);
  await expect(bodyOf(page).locator('.diagram[data-state="drawn"]')).toHaveCount(1);
});

test('READER-1 every kind of block is heard with its role, level, name and state', async ({
  page,
}) => {
  await blockOf(page, 'Toggle heading').click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(blockOf(page, 'inside the heading')).toBeVisible();
  await expect(blockOf(page, 'inside the toggle')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  const heard = await heardIn(page);
  if (process.env['WEFT_PICTURES']) writeFileSync(HEARD, heard);
  expect(heard).toBe(readFileSync(HEARD, 'utf8'));
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test(`READER-2 the accessibility check finds nothing in ${colorScheme}, with menus open too`, async ({
      page,
    }) => {
      test.slow();
      const sound = async (what: string): Promise<void> => {
        // What fades in is not as legible yet as it will be.
        await page.waitForTimeout(250);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.flatMap(({ id, nodes }) =>
          nodes.map(({ html }) => `${id}: ${html}`),
        );
        // The page has the focus for all that is in it, and the caret scrolls a table: a stop of its own would take both.
        const isTable = (one: string): boolean => /^scrollable.*data-layout="table"/.test(one);
        expect(
          found.filter((one) => !isTable(one)),
          what,
        ).toEqual([]);
      };
      await sound('at rest');
      await blockOf(page, 'second').click();
      await page.keyboard.press('ControlOrMeta+/');
      await expect(blockMenuOf(page)).toBeVisible();
      await sound('the menu of a block');
      await page.keyboard.press('Escape');
      await sound('a block selected');
      await page.keyboard.press('Enter');
      await page.keyboard.type(' /');
      await expect(slashMenuOf(page)).toBeVisible();
      await sound('the menu of /');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Shift+Home');
      await expect(toolsOf(page)).toBeVisible();
      await sound('the tools');
      await page.keyboard.press('ControlOrMeta+f');
      await sound('the bar that finds');
    });
  });
}

test.describe('less motion, the system’s colours', () => {
  test.use({ contextOptions: { reducedMotion: 'reduce', forcedColors: 'active' } });

  test('READER-3 nothing moves by itself, and what is chosen has a line', async ({ page }) => {
    await blockOf(page, 'Toggle').click();
    await page.keyboard.press('ControlOrMeta+Enter');
    await page.keyboard.press('ControlOrMeta+/');
    await expect(blockMenuOf(page)).toBeVisible();
    const moving = await page.evaluate(() => {
      const seconds = (list: string): number =>
        Math.max(...list.split(',').map((time) => Number.parseFloat(time)));
      return [...document.querySelectorAll('*')].flatMap((element) =>
        ['', '::before', '::after'].flatMap((pseudo) => {
          const style = getComputedStyle(element, pseudo);
          const isMoving =
            seconds(style.transitionDuration) > 0.001 ||
            (style.animationName !== 'none' &&
              style.animationTimeline === 'auto' &&
              (seconds(style.animationDuration) > 0.001 ||
                style.animationIterationCount === 'infinite'));
          return isMoving ? [`${element.className}${pseudo}`] : [];
        }),
      );
    });
    expect(moving).toEqual([]);
    const lineOf = (selector: string): Promise<string[]> =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => {
          const { outlineStyle, borderTopStyle, borderInlineStartStyle } =
            getComputedStyle(element);
          return [outlineStyle, borderTopStyle, borderInlineStartStyle];
        });
    expect(await lineOf('[role="option"][aria-selected="true"]')).toContain('solid');
    expect(await lineOf('[data-selected]')).toContain('solid');
    expect(await lineOf('[data-type="callout"]')).toContain('solid');
    expect(await lineOf('[data-type="code"]')).toContain('solid');
    expect(await lineOf('[data-type="quote"]')).toContain('solid');
    expect(await lineOf('.popover:popover-open')).toContain('solid');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(bodyOf(page)).not.toBeFocused();
  });
});
