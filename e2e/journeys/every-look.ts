import AxeBuilder from '@axe-core/playwright';
import type { Page, TestInfo } from '@playwright/test';
import { expect, test } from './weft.ts';

/** A window as people have it: on a desk or in a hand, by day or by night. */
export interface Look {
  readonly size: 'wide' | 'phone';
  readonly scheme: 'light' | 'dark';
}

const SIZES = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** Has tests defined for each of them; their titles have to say which. */
export function inEveryLook(define: (look: Look) => void): void {
  for (const scheme of ['light', 'dark'] as const) {
    for (const size of ['wide', 'phone'] as const) {
      test.describe(`${size}, ${scheme}`, () => {
        test.use({ colorScheme: scheme, viewport: SIZES[size], hasTouch: size === 'phone' });
        define({ size, scheme });
      });
    }
  }
}

/**
 * What a page looks like is attached to its test; nobody is kept from it, and nothing is wider than the window, which
 * would scroll a phone sideways.
 *
 * @param without - rules that are not for this page, for a reason that its test tells
 */
export async function expectGoodLook(
  page: Page,
  testInfo: TestInfo,
  { size, scheme }: Look,
  without: readonly string[] = [],
): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .disableRules([...without])
    // What draws is seen by nobody.
    .exclude('.weft-diagram-frame')
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
  ).toEqual([]);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
  ).toBeLessThanOrEqual(0);
  const picture = await page.screenshot({ fullPage: true });
  await testInfo.attach(`${size}-${scheme}`, { body: picture, contentType: 'image/png' });
}
