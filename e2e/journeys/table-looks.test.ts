import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import {
  cell,
  CITIES,
  COLUMNS,
  columnGrip,
  openTable,
  rowGrip,
  tableOf,
  text,
} from './made-table.ts';
import { inEveryLook } from './every-look.ts';
import { bodyOf, expect, test } from './weft.ts';

const WIDE = tableOf(
  [
    ['Task', 'Who', 'Due', 'State', 'Notes', 'Link'],
    ['Write the announcement', 'Ann', 'Monday', 'Done', 'Two paragraphs and a picture', 'page'],
    ['Ask for pictures', 'Bob', 'Tuesday', 'Waiting', '', ''],
    ['Send it', 'Eve', 'Friday', '', 'After lunch', ''],
  ],
  { headerRow: true, headerColumn: true },
);

inEveryLook(({ size, scheme }) => {
  test(`TABLE-15 TABLE-8 TABLE-11 a table looks right with its controls on ${size} in ${scheme}`, async ({
    page,
    weft,
  }, testInfo) => {
    await openTable(page, weft, [
      text('What is left to do before the launch.'),
      WIDE,
      tableOf(CITIES, { headerRow: true }),
      text('after'),
      COLUMNS,
    ]);
    const picture = async (name: string): Promise<void> => {
      const body = await page.screenshot();
      await testInfo.attach(name, { body, contentType: 'image/png' });
    };
    const places = (): Promise<unknown> =>
      bodyOf(page)
        .locator('.block')
        .evaluateAll((blocks) => blocks.map((block) => block.getBoundingClientRect().toJSON()));
    await picture('rest');
    const before = await places();
    const oslo = cell(page, 'Oslo');
    if (size === 'phone') {
      await oslo.tap();
      await expect(rowGrip(page)).toBeVisible();
      await expect(columnGrip(page)).toBeVisible();
    } else {
      await oslo.hover();
      await expect(rowGrip(page)).toBeVisible();
      expect(await places()).toEqual(before);
    }
    await picture('hover');
    const open = async (grip: Locator): Promise<void> =>
      size === 'phone' ? grip.tap() : grip.click();
    await open(rowGrip(page));
    await expect(page.getByRole('option', { name: 'Insert row above' })).toBeVisible();
    await picture('menu');
    // Nothing in a wide table takes the focus, because all of the page has it: the caret scrolls it.
    const { violations } = await new AxeBuilder({ page })
      .disableRules('scrollable-region-focusable')
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    ).toBeLessThanOrEqual(0);
    await page.getByRole('option', { name: 'Yellow background' }).click();
    await expect(oslo).toHaveAttribute('data-background', 'yellow');
    await picture('coloured');
  });
});
