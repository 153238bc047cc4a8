import type { Page } from '@playwright/test';
import { expect } from './weft.ts';

/** What has the focus, in words, and whether one sees that it has. */
export async function focused(page: Page): Promise<{ name: string; isSeen: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    // Past the last one the browser's own controls have it.
    if (element === document.body) return { name: '', isSeen: true };
    const label = element.ariaLabel ?? element.querySelector('input')?.ariaLabel;
    const name = (label ?? element.textContent ?? '').trim();
    const isText = element.matches('textarea, input:not([type="radio"]), [contenteditable="true"]');
    // Of a hidden radio button its label shows it.
    const shown = element.matches('[type="radio"]') ? element.closest('label')! : element;
    const { outlineStyle, outlineWidth, opacity } = getComputedStyle(shown);
    const hasLine = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
    const { width, height } = shown.getBoundingClientRect();
    return { name, isSeen: isText || (hasLine && opacity !== '0' && width > 4 && height > 4) };
  });
}

/** Presses Tab until something of that name has the focus; all on the way show it. */
export async function tabTo(page: Page, name: RegExp | string, key = 'Tab'): Promise<string[]> {
  const passed: string[] = [];
  for (let i = 0; i < 60; i += 1) {
    await page.keyboard.press(key);
    const { name: reached } = await focused(page);
    // What fades in is seen a moment later.
    await expect.poll(() => focused(page)).toEqual({ name: reached, isSeen: true });
    passed.push(reached);
    if (typeof name === 'string' ? reached === name : name.test(reached)) return passed;
  }
  const wanted = typeof name === 'string' ? name : name.source;
  throw new Error(`Tab does not come to ${wanted}, but to ${passed.join(', ')}.`);
}
