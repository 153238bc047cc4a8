import { createSetting, type Setting } from '../widgets/setting.ts';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Also read by `public/theme.js`, before the first paint. */
export const THEME_KEY = 'weft.theme';

export function parseTheme(text: string): Theme | undefined {
  return THEMES.find((theme) => theme === text);
}

/** Light, dark, or whatever the system says. */
export const themeSetting: Setting<Theme> = createSetting({
  key: THEME_KEY,
  parse: parseTheme,
  format: (theme) => theme,
  fallback: () => 'system',
});

/** Paints `root` in `theme`; the browser's own bars follow. */
export function applyTheme(theme: Theme, root: HTMLElement): void {
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const own = meta.media.includes('dark') ? 'dark' : 'light';
    meta.content = PAGE_COLOUR[theme === 'system' ? own : theme];
  }
}

/** `--page` of `tokens.css`: a meta element cannot read a custom property. */
const PAGE_COLOUR = { light: '#ffffff', dark: '#1b1a18' } as const;
