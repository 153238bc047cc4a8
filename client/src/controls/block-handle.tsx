import { useEffect, useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import type { BlockId } from '@weft/shared/model/block-id';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $selectedBlocks } from '../editor/binding/whole-blocks.ts';
import type { BlockSelection } from '../editor/selection/block-selection.ts';
import { Icon } from '../widgets/icons.tsx';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { followDrag } from './block-drag.ts';
import { DropLine } from './drop-line.tsx';
import { blockAt, type DropPlace } from './drop-place.ts';

/** How far beside the page a pointer still means a block, in pixels. */
const REACH = 96;

interface BlockHandleProps {
  readonly binding: BlockBinding;
  readonly selection: BlockSelection;
  /** The block whose menu is open keeps its handle. */
  readonly menuOf: BlockId | undefined;
  readonly onMenu: (block: BlockId, anchor: () => DOMRect) => void;
  readonly onAdd: (block: BlockId, above: boolean) => void;
}

interface Spot {
  readonly block: BlockId;
  readonly x: number;
  readonly y: number;
  /** Its block begins at the right. */
  readonly isRtl: boolean;
}

/**
 * Beside the block under a mouse: `+`, and a grip to drag it by and to open its menu. Keys have Escape, Mod+/ and
 * Mod+Shift+arrows for the same, so the handle is no stop of the Tab key.
 */
export function BlockHandle({ binding, selection, menuOf, onMenu, onAdd }: BlockHandleProps) {
  const element = useRef<HTMLDivElement>(null);
  const [spot, setSpot] = useState<Spot>();
  const [place, setPlace] = useState<DropPlace>();
  const [carried, setCarried] = useState(0);
  const held = menuOf !== undefined || place !== undefined;
  const wasDragged = useRef(false);
  const isHeld = useRef(held);
  isHeld.current = held;

  useEffect(() => {
    const { editor } = binding;
    const look = (event: globalThis.PointerEvent): void => {
      const root = editor.getRootElement();
      const area = element.current?.parentElement;
      if (!root || !area || isHeld.current || event.pointerType !== 'mouse' || event.buttons > 0)
        return;
      if (event.target instanceof Node && element.current?.contains(event.target)) return;
      setSpot(spotAt(root, area, event));
    };
    const hide = (): void => {
      if (!isHeld.current) setSpot(undefined);
    };
    addEventListener('pointermove', look, { passive: true });
    addEventListener('scroll', hide, { passive: true });
    addEventListener('keydown', hide);
    return () => {
      removeEventListener('pointermove', look);
      removeEventListener('scroll', hide);
      removeEventListener('keydown', hide);
    };
  }, [binding]);

  const grab = (event: PointerEvent): void => {
    const root = binding.editor.getRootElement();
    if (event.button !== 0 || !spot || !root) return;
    // The text keeps the focus, and the browser begins no drag of its own.
    event.preventDefault();
    const { block } = spot;
    wasDragged.current = false;
    const chosen = binding.editor.read($selectedBlocks);
    const blocks = chosen.includes(block) ? chosen : [block];
    if (blocks !== chosen)
      binding.editor.update(() => selection.$select(block), { discrete: true });
    followDrag({
      binding,
      root,
      blocks,
      start: event.nativeEvent,
      onPlace(next) {
        setPlace(next);
        setCarried(next ? blocks.length : 0);
      },
      onEnd(dragged) {
        setPlace(undefined);
        setCarried(0);
        wasDragged.current = dragged;
        if (dragged) setSpot(undefined);
      },
    });
  };

  return (
    <>
      <div
        ref={element}
        className="block-handle"
        hidden={!spot}
        data-dragging={place !== undefined}
        data-side={spot?.isRtl ? 'right' : 'left'}
        style={spot ? { translate: `${spot.x}px ${spot.y}px` } : undefined}
      >
        <button
          type="button"
          tabIndex={-1}
          className="block-handle-button"
          aria-label={message('handle.add')}
          title={panelMessage('handle.add-hint')}
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => spot && onAdd(spot.block, event.altKey)}
        >
          <Icon name="plus" />
        </button>
        <button
          type="button"
          tabIndex={-1}
          data-grip=""
          className="block-handle-button block-grip"
          aria-label={message('handle.menu')}
          title={panelMessage('handle.menu-hint')}
          onPointerDown={grab}
          onMouseDown={(event) => event.preventDefault()}
          onClick={({ detail, currentTarget }) => {
            // Not before the press is over: the browser would take it for one beside the menu.
            if (!spot || (detail > 0 && wasDragged.current)) return;
            onMenu(spot.block, () => currentTarget.getBoundingClientRect());
          }}
        >
          <Icon name="grip" />
        </button>
      </div>
      <DropLine place={place} carried={carried} />
    </>
  );
}

function spotAt(
  root: HTMLElement,
  area: Element,
  { clientX, clientY }: globalThis.PointerEvent,
): Spot | undefined {
  const page = root.getBoundingClientRect();
  const isNear = clientX > page.left - REACH && clientX < page.right + REACH;
  if (!isNear || clientY < page.top || clientY > page.bottom) return undefined;
  const line = blockAt(root, clientX, clientY);
  const block = line?.dataset['block'];
  if (!line || !block || line.dataset['layout'] === 'cell' || line.dataset['layout'] === 'column')
    return undefined;
  // What is in a cell has no room for a handle: the table has one.
  const table = line.closest<HTMLElement>('[data-layout="table"]');
  const shown = table ?? line;
  const rect = shown.getBoundingClientRect();
  const { paddingTop, lineHeight, direction } = getComputedStyle(shown);
  const step = Number.parseFloat(getComputedStyle(root).getPropertyValue('--weft-step')) || 24;
  const indent = Number(shown.dataset['depth'] ?? 0) * step;
  const corner = area.getBoundingClientRect();
  const first = Number.parseFloat(lineHeight) || 24;
  const isRtl = direction === 'rtl';
  const start = isRtl ? rect.right - indent : rect.left + indent;
  return {
    block: shown.dataset['block'] ?? block,
    isRtl,
    x: start - corner.left,
    y: rect.top - corner.top + Number.parseFloat(paddingTop) + first / 2,
  };
}
