import { expect, test } from 'vitest';
import firstPaint from '../../public/theme.js?raw';
import { parseTheme, THEME_KEY, THEMES } from './theme.ts';

/** Runs the script that the page runs before its first paint; returns the theme it set. */
function paintFirst(stored: string | null | Error): string | undefined {
  const dataset: { theme?: string } = {};
  const localStorage = {
    getItem(key: string) {
      if (stored instanceof Error) throw stored;
      return key === THEME_KEY ? stored : null;
    },
  };
  // The script is a file of its own and no module; this is how to run it on a page of our making.
  // oxlint-disable-next-line typescript/no-implied-eval
  new Function('localStorage', 'document', firstPaint)(localStorage, {
    documentElement: { dataset },
  });
  return dataset.theme;
}

test('APP-32 what the app stores is painted first: light and dark, and otherwise like the system', () => {
  expect(paintFirst('light')).toBe('light');
  expect(paintFirst('dark')).toBe('dark');
  expect(paintFirst('system')).toBeUndefined();
  expect(paintFirst(null)).toBeUndefined();
  expect(paintFirst('"><script>')).toBeUndefined();
});

test('APP-32 a page without storage is painted like the system', () => {
  expect(paintFirst(new Error('denied'))).toBeUndefined();
});

test('APP-32 a stored theme is one of three', () => {
  for (const theme of THEMES) expect(parseTheme(theme)).toBe(theme);
  expect(parseTheme('sepia')).toBeUndefined();
});
