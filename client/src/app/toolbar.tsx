import { useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { FocusEvent, KeyboardEvent, MouseEvent } from 'react';
import { BlockMenu } from './block-menu.tsx';
import { ColorTool } from './color-tool.tsx';
import { MARKS, PLAIN, type Formatting, type Mark } from './formatting.ts';
import { LinkTool } from './link-tool.tsx';
import { Tool } from './tool.tsx';
import { panelMessage } from '../words/panel-messages.ts';

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
  const tools = (): HTMLElement[] =>
    [...(bar.current?.querySelectorAll<HTMLElement>('[data-tool]') ?? [])].filter((tool) =>
      tool.checkVisibility(),
    );

  // One stop of the Tab key, whichever tools the window has room for.
  useLayoutEffect(() => {
    const stop = (): void => {
      const all = tools();
      for (const [index, tool] of all.entries()) {
        tool.tabIndex = index === Math.min(current, all.length - 1) ? 0 : -1;
      }
    };
    stop();
    addEventListener('resize', stop);
    return () => removeEventListener('resize', stop);
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
    const index = tools().indexOf(event.target as HTMLElement);
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
      aria-label={panelMessage('format.toolbar')}
      aria-controls="editor"
      onFocus={follow}
      onKeyDown={move}
      onMouseDown={keepCaret}
    >
      <BlockMenu formatting={formatting} block={formats.block} />
      <span className="toolbar-divider" />
      {MARKS.map((mark) => (
        <Tool
          key={mark}
          name={panelMessage(`format.${mark}`)}
          icon={mark}
          keys={KEYS[mark]}
          disabled={disabled}
          aria-pressed={formats.marks.has(mark)}
          onClick={(event) => press(event, () => formatting?.toggle(mark))}
        />
      ))}
      <LinkTool formatting={formatting} address={formats.link} />
      {formatting && !formatting.makeEquation ? null : (
        <Tool
          name={panelMessage('format.equation')}
          icon="equation"
          keys="Mod+Shift+E"
          disabled={disabled}
          onClick={() => formatting?.makeEquation?.()}
        />
      )}
      {formatting && !formatting.recolor ? null : (
        <ColorTool formatting={formatting} formats={formats} />
      )}
      {floating ? null : <span className="toolbar-divider" />}
      {(floating ? [] : STEPS).map(({ step, keys }) => (
        <Tool
          key={step}
          name={panelMessage(`format.${step}`)}
          icon={step}
          keys={keys}
          disabled={disabled}
          data-step=""
          aria-disabled={!(step === 'undo' ? formats.canUndo : formats.canRedo)}
          onClick={(event) => press(event, () => formatting?.[step]())}
        />
      ))}
    </div>
  );
}

/** A press would take the focus from the text, and a phone's keyboard with it. */
function keepCaret(event: MouseEvent): void {
  if (!(event.target as HTMLElement).closest('input')) event.preventDefault();
}
