import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { placeBeside } from '../widgets/placement.ts';
import type { Formatting } from './formatting.ts';
import { Toolbar } from './toolbar.tsx';

interface SelectionToolbarProps {
  readonly formatting: Formatting;
  readonly root: HTMLElement;
}

/** As wide as the window is where the list of pages stands beside the page; narrower ones have the tools at their foot. */
const WIDE = '(width >= 56rem)';

/** The tools for selected text, above it: there is none while the selection is being made, or an input method composes. */
export function SelectionToolbar({ formatting, root }: SelectionToolbarProps) {
  const surface = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(false);

  useEffect(() => {
    const { ownerDocument } = root;
    let pressed = false;
    let composing = false;
    const look = (): void => {
      const isInTools = surface.current?.contains(ownerDocument.activeElement) ?? false;
      if (isInTools) return;
      setShown(!pressed && !composing && matchMedia(WIDE).matches && hasSelectedText(root));
    };
    const press = ({ target }: PointerEvent): void => {
      if (target instanceof Node && surface.current?.contains(target)) return;
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
    const hide = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') setShown(false);
    };
    const listeners = [
      [ownerDocument, 'selectionchange', look],
      [ownerDocument, 'pointerdown', press as EventListener],
      [ownerDocument, 'pointerup', release],
      [ownerDocument, 'pointercancel', release],
      [root, 'compositionstart', compose],
      [root, 'compositionend', compose],
      [root, 'keydown', hide as EventListener],
      [root, 'blur', look],
    ] as const;
    for (const [target, type, listener] of listeners) target.addEventListener(type, listener);
    return () => {
      for (const [target, type, listener] of listeners) target.removeEventListener(type, listener);
    };
  }, [root]);

  useLayoutEffect(() => {
    const element = surface.current;
    if (!shown || !element) return undefined;
    element.showPopover();
    const anchor = { getBoundingClientRect: () => selectedRect(root), contextElement: root };
    return placeBeside(anchor, element, 'start', { above: true });
  }, [shown, root]);

  if (!shown) return null;
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
    root.isContentEditable
  );
}

/** The first line of what is selected. */
function selectedRect(root: HTMLElement): DOMRect {
  const selection = root.ownerDocument.getSelection();
  const range = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : undefined;
  const [first] = [...(range?.getClientRects() ?? [])].filter(({ width }) => width > 0);
  return first ?? range?.getBoundingClientRect() ?? root.getBoundingClientRect();
}
