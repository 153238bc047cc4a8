import { createSetting, type Setting } from '../widgets/setting.ts';

/** How this person likes pages to look. */
export const WIDTHS = ['normal', 'wide', 'full'] as const;
export const FONTS = ['sans', 'serif', 'mono'] as const;
export const SIZES = ['normal', 'small'] as const;

export type PageWidth = (typeof WIDTHS)[number];
export type PageFont = (typeof FONTS)[number];
export type PageSize = (typeof SIZES)[number];

export interface PageLook {
  readonly width: Setting<PageWidth>;
  readonly font: Setting<PageFont>;
  readonly size: Setting<PageSize>;
}

/** Also read by `public/theme.js`, before the first paint. */
export function createPageLook(): PageLook {
  return {
    width: oneOf('weft.width', WIDTHS),
    font: oneOf('weft.font', FONTS),
    size: oneOf('weft.size', SIZES),
  };
}

/** A choice of which the first one is what nobody has to choose. */
function oneOf<T extends string>(key: string, values: readonly [T, ...T[]]): Setting<T> {
  return createSetting<T>({
    key,
    parse: (text) => values.find((value) => value === text),
    format: (value) => value,
    fallback: () => values[0],
  });
}

/** Keeps `root` looking as the person likes it. */
export function followPageLook({ width, font, size }: PageLook, root: HTMLElement): void {
  const paint = (): void => {
    root.dataset['width'] = width.get();
    root.dataset['font'] = font.get();
    root.dataset['size'] = size.get();
  };
  paint();
  for (const setting of [width, font, size]) setting.subscribe(paint);
}
