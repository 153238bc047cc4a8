import type { TreeLine } from '../tree/tree-rows.ts';

/** What a key asks of the tree while a line has the focus. */
export type TreeKey =
  | { readonly act: 'focus'; readonly index: number }
  | { readonly act: 'open' | 'close' | 'visit' | 'rename' | 'trash' | 'menu' }
  | { readonly act: 'move'; readonly way: 'up' | 'down' | 'in' | 'out' };

type PressedKey = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/**
 * The keys of a tree, as the ARIA Authoring Practices have them, and those that move blocks, for pages.
 *
 * @param at index of the line with the focus
 * @param isForwards whether lines go from left to right
 */
export function treeKey(
  lines: readonly TreeLine[],
  at: number,
  pressed: PressedKey,
  isForwards: boolean,
): TreeKey | undefined {
  const { ctrlKey, metaKey, shiftKey, altKey } = pressed;
  const key = sided(pressed.key, isForwards);
  const line = lines[at];
  if (!line || altKey) return undefined;
  if (ctrlKey || metaKey) {
    const way = shiftKey ? WAYS[key] : undefined;
    return way && { act: 'move', way };
  }
  if (shiftKey) return key === 'F10' ? { act: 'menu' } : undefined;
  switch (key) {
    case 'ArrowDown':
      return focus(Math.min(at + 1, lines.length - 1));
    case 'ArrowUp':
      return focus(Math.max(at - 1, 0));
    case 'Home':
      return focus(0);
    case 'End':
      return focus(lines.length - 1);
    case 'Inwards':
      if (!line.hasInside) return undefined;
      return line.isOpen ? focus(at + 1) : { act: 'open' };
    case 'Outwards': {
      if (line.isOpen) return { act: 'close' };
      const outer = lines.findIndex(({ page }) => page.id === line.page.parent);
      return outer < 0 ? undefined : focus(outer);
    }
    case 'Enter':
    case ' ':
      return { act: 'visit' };
    case 'F2':
      return { act: 'rename' };
    case 'Delete':
      return { act: 'trash' };
    case 'ContextMenu':
      return { act: 'menu' };
    default:
      return undefined;
  }
}

const WAYS: Readonly<Record<string, 'up' | 'down' | 'in' | 'out'>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  Inwards: 'in',
  Outwards: 'out',
};

const focus = (index: number): TreeKey => ({ act: 'focus', index });

function sided(key: string, isForwards: boolean): string {
  if (key === 'ArrowRight') return isForwards ? 'Inwards' : 'Outwards';
  if (key === 'ArrowLeft') return isForwards ? 'Outwards' : 'Inwards';
  return key;
}

/** The next line whose name begins so, after `at` and round again. */
export function lineNamed(names: readonly string[], at: number, typed: string): number | undefined {
  const wanted = typed.toLocaleLowerCase();
  for (let step = wanted.length > 1 ? 0 : 1; step <= names.length; step++) {
    const index = (at + step) % names.length;
    if (names[index]!.toLocaleLowerCase().startsWith(wanted)) return index;
  }
  return undefined;
}
