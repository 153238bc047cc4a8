import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { LexicalEditor } from 'lexical';
import { useEditable } from '../controls/use-editable.ts';
import { placeBeside } from '../widgets/placement.ts';
import type { Formatting } from './formatting.ts';
import { Toolbar } from './toolbar.tsx';

interface SelectionToolbarProps {
  readonly editor: LexicalEditor;
  readonly formatting: Formatting;
  readonly root: HTMLElement;
}

/** As wide as the window is where the list of pages stands beside the page; narrower ones have the tools at their foot. */
const WIDE = matchMedia('(width >= 56rem)');
/** What the tools take up beside a selection, in pixels. */
const ROOM = 56;

/** The tools for selected text, above it: there is none while the selection is being made, or an input method composes. */
export function SelectionToolbar({ editor, formatting, root }: SelectionToolbarProps) {
  const surface = useRef<HTMLDivElement>(null);
  /** How often what is selected was looked at while it is shown; 0 while it is not. */
  const [shown, setShown] = useState(0);
  const isEditable = useEditable(editor);

  useEffect(() => {
    const { ownerDocument } = root;
    let pressed = false;
    let composing = false;
    const isInTools = (target: EventTarget | null): boolean =>
      target instanceof Node && (surface.current?.contains(target) ?? false);
    const look = (): void => {
      if (isInTools(ownerDocument.activeElement)) return;
      const isWanted = !pressed && !composing && WIDE.matches && hasSelectedText(root);
      setShown((before) => (isWanted ? before + 1 : 0));
    };
    const press = ({ target }: PointerEvent): void => {
      if (isInTools(target)) return;
      pressed = true;
      look();
    };
    const release = (): void => {
      pressed = false;
      // The browser moves the selection after it tells of the release.
      setTimeout(look);
    };
    const compose = (event: Event): void => {
      composing = event.type === 'compositionstart';
      look();
    };
    const leave = ({ relatedTarget }: FocusEvent): void => {
      // Between text and tools nothing has the focus for a moment.
      if (!isInTools(relatedTarget)) look();
    };
    const hide = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setShown(0);
    };
    const listeners = [
      [ownerDocument, 'selectionchange', look],
      [ownerDocument, 'focusin', look],
      [ownerDocument, 'pointerdown', press as EventListener],
      [ownerDocument, 'pointerup', release],
      [ownerDocument, 'pointercancel', release],
      [root, 'compositionstart', compose],
      [root, 'compositionend', compose],
      [root, 'keydown', hide as EventListener],
      [root, 'blur', leave as EventListener],
      [WIDE, 'change', look],
    ] as const;
    for (const [target, type, listener] of listeners) target.addEventListener(type, listener);
    return () => {
      for (const [target, type, listener] of listeners) target.removeEventListener(type, listener);
    };
  }, [root]);

  useLayoutEffect(() => {
    const element = surface.current;
    if (shown === 0 || !element) return undefined;
    if (!element.matches(':popover-open')) element.showPopover();
    let kept = root.getBoundingClientRect();
    // While an address is typed, the browser's selection is in that field.
    const getBoundingClientRect = (): DOMRect => (kept = selectedRect(root) ?? kept);
    const anchor = { getBoundingClientRect, contextElement: root };
    return placeBeside(anchor, element, 'start', { above: true });
  }, [shown, root, isEditable]);

  if (shown === 0 || !isEditable) return null;
  return (
    <div ref={surface} popover="manual" className="popover selection-toolbar">
      <Toolbar formatting={formatting} floating />
    </div>
  );
}

function hasSelectedText(root: HTMLElement): boolean {
  const selection = root.ownerDocument.getSelection();
  return (
    selection !== null &&
    !selection.isCollapsed &&
    root.contains(selection.anchorNode) &&
    root.ownerDocument.activeElement === root &&
    root.isContentEditable &&
    // Keys go over an equation as over a letter.
    root.querySelector('.inline[data-selected]') === null
  );
}

/** What is selected, from its first line's beginning. Of more than the window shows, it is the window's upper edge. */
function selectedRect(root: HTMLElement): DOMRect | undefined {
  const selection = root.ownerDocument.getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
  if (!range || range.collapsed || !root.contains(range.commonAncestorContainer)) return undefined;
  const [first] = [...range.getClientRects()].filter(({ width }) => width > 0);
  const { x, y, width, bottom } = first ?? range.getBoundingClientRect();
  const { bottom: end } = range.getBoundingClientRect();
  if (y < ROOM && end > innerHeight - ROOM) return new DOMRect(x, ROOM, width, 0);
  return new DOMRect(x, y, width, Math.max(end, bottom) - y);
}
