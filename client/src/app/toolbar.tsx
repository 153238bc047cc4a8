import { useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { FocusEvent, KeyboardEvent, MouseEvent } from 'react';
import { BlockMenu } from './block-menu.tsx';
import { MARKS, PLAIN, type Formatting, type Mark } from './formatting.ts';
import { Icon } from '../widgets/icons.tsx';
import { ariaKeys, shownKeys } from '../widgets/keys.ts';
import { LinkTool } from './link-tool.tsx';
import { message } from '../words/messages.ts';

const KEYS: Readonly<Record<Mark, string>> = {
  bold: 'Mod+B',
  italic: 'Mod+I',
  underline: 'Mod+U',
  strike: 'Mod+Shift+S',
  code: 'Mod+E',
};

const STEPS = [
  { step: 'undo', keys: 'Mod+Z' },
  { step: 'redo', keys: 'Mod+Shift+Z' },
] as const;

const never = (): (() => void) => () => {};

interface ToolbarProps {
  /** `undefined` while the editor is on its way: the tools keep their place and do nothing. */
  readonly formatting: Formatting | undefined;
  /** It floats beside selected text, and so has nothing that is about the page as a whole. */
  readonly floating?: boolean;
}

/**
 * The format tools, as one stop of the Tab key: arrows, Home and End move within it, Escape goes back to the
 * text, and Alt+F10 comes here from anywhere. Pressing a tool leaves the caret where it is.
 */
export function Toolbar({ formatting, floating = false }: ToolbarProps) {
  const bar = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState(0);
  const formats = useSyncExternalStore(
    formatting?.subscribe ?? never,
    () => formatting?.get() ?? PLAIN,
  );
  const disabled = formatting === undefined;
  const all = (): HTMLElement[] => [
    ...(bar.current?.querySelectorAll<HTMLElement>('[data-tool]') ?? []),
  ];
  const tools = (): HTMLElement[] => all().filter((tool) => tool.checkVisibility());
  const stop = (index: number): 0 | -1 => (index === current ? 0 : -1);

  // The stop of the Tab key is one that is shown: a wide window leaves some to the selected text.
  useLayoutEffect(() => {
    const look = (): void => {
      const [first] = tools();
      if (first && all()[current]?.checkVisibility() === false) setCurrent(all().indexOf(first));
    };
    look();
    addEventListener('resize', look);
    return () => removeEventListener('resize', look);
  });

  // Heard from the moment it is there: the other tools leave the key to it.
  useLayoutEffect(() => {
    const summon = (event: globalThis.KeyboardEvent): void => {
      // The one that floats is the nearer one.
      const isNearest = floating || !document.querySelector('[data-floating]');
      if (event.defaultPrevented || !isNearest) return;
      if (event.altKey && event.key === 'F10')
        (tools().find((tool) => tool.tabIndex === 0) ?? tools()[0])?.focus();
      const inText = event.target instanceof Element && event.target.closest('#editor') !== null;
      if (inText && (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === 'k') {
        event.preventDefault();
        const link = bar.current?.querySelector<HTMLElement>('[data-link]');
        if (link?.checkVisibility()) link.click();
      }
    };
    addEventListener('keydown', summon);
    return () => removeEventListener('keydown', summon);
  }, [floating]);

  const press = ({ detail }: MouseEvent, action: () => void): void => {
    action();
    // A pointer goes on to write; keys go on along the toolbar.
    if (detail > 0) formatting?.focus();
  };
  const follow = (event: FocusEvent): void => {
    const index = all().indexOf(event.target as HTMLElement);
    if (index >= 0) setCurrent(index);
  };
  const move = (event: KeyboardEvent): void => {
    const shown = tools();
    const from = shown.indexOf(event.target as HTMLElement);
    if (from < 0) return;
    const forward =
      getComputedStyle(event.currentTarget).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
    if (event.key === 'Escape') formatting?.focus();
    else if (event.key === forward) shown[(from + 1) % shown.length]?.focus();
    else if (event.key === backward) shown.at(from - 1)?.focus();
    else if (event.key === 'Home') shown[0]?.focus();
    else if (event.key === 'End') shown.at(-1)?.focus();
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={bar}
      className="toolbar"
      data-floating={floating ? '' : undefined}
      role="toolbar"
      aria-label={message('format.toolbar')}
      aria-controls="editor"
      onFocus={follow}
      onKeyDown={move}
      onMouseDown={keepCaret}
    >
      <BlockMenu formatting={formatting} block={formats.block} tabIndex={stop(0)} />
      <span className="toolbar-divider" />
      {MARKS.map((mark, index) => {
        const name = message(`format.${mark}`);
        return (
          <button
            key={mark}
            type="button"
            className="tool"
            data-tool=""
            tabIndex={stop(index + 1)}
            disabled={disabled}
            aria-label={name}
            aria-pressed={formats.marks.has(mark)}
            aria-keyshortcuts={ariaKeys(KEYS[mark])}
            title={message('format.hint', { name, keys: shownKeys(KEYS[mark]) })}
            onClick={(event) => press(event, () => formatting?.toggle(mark))}
          >
            <Icon name={mark} />
          </button>
        );
      })}
      <LinkTool formatting={formatting} address={formats.link} tabIndex={stop(MARKS.length + 1)} />
      {floating ? null : <span className="toolbar-divider" />}
      {(floating ? [] : STEPS).map(({ step, keys }, index) => {
        const name = message(`format.${step}`);
        const possible = step === 'undo' ? formats.canUndo : formats.canRedo;
        return (
          <button
            key={step}
            type="button"
            className="tool"
            data-tool=""
            data-step=""
            tabIndex={stop(MARKS.length + 2 + index)}
            disabled={disabled}
            aria-disabled={!possible}
            aria-label={name}
            aria-keyshortcuts={ariaKeys(keys)}
            title={message('format.hint', { name, keys: shownKeys(keys) })}
            onClick={(event) => press(event, () => formatting?.[step]())}
          >
            <Icon name={step} />
          </button>
        );
      })}
    </div>
  );
}

/** A press would take the focus from the text, and a phone's keyboard with it. */
function keepCaret(event: MouseEvent): void {
  if (!(event.target as HTMLElement).closest('input')) event.preventDefault();
}
