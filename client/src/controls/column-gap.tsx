import { useEffect, useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import { type BlockId, PAGE } from '@weft/shared/model/block-id';
import { mergeRegister, registerEventListener } from 'lexical';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $addColumn, $divide, divided, MAX_COLUMNS } from '../editor/commands/text-columns.ts';
import { Icon } from '../widgets/icons.tsx';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { followPointer } from '../widgets/pointer-drag.ts';

/** Pixels: how wide the gap is to a pointer, and the button in it. */
const WIDTH = 12;
const BUTTON = 20;

/** The gap between two columns that stand beside each other. */
interface Gap {
  readonly first: HTMLElement;
  readonly second: HTMLElement;
}

/** Between two columns of text, under a pointer: a line to drag, and a button that adds a column. */
export function ColumnGap({ binding }: { readonly binding: BlockBinding }) {
  const element = useRef<HTMLDivElement>(null);
  const [gap, setGap] = useState<Gap>();
  const [held, setHeld] = useState(false);
  const isHeld = useRef(held);
  isHeld.current = held;
  const { page, editor } = binding;

  useEffect(() => {
    const look = (event: globalThis.PointerEvent): void => {
      const root = editor.getRootElement();
      if (!root || isHeld.current || event.buttons > 0) return;
      if (event.target instanceof Node && element.current?.contains(event.target)) return;
      const found = gapAt(event);
      setGap((was) => (was?.first === found?.first ? was : found));
    };
    const hide = (): void => {
      if (!isHeld.current) setGap(undefined);
    };
    return mergeRegister(
      registerEventListener(window, 'pointermove', look, { passive: true }),
      registerEventListener(window, 'scroll', hide, { capture: true, passive: true }),
      registerEventListener(window, 'resize', hide),
      editor.registerUpdateListener(() => requestAnimationFrame(hide)),
    );
  }, [editor]);

  const area = element.current?.parentElement?.getBoundingClientRect();
  const between = gap && spaceBetween(gap);
  const [first, second] = [idOf(gap?.first), idOf(gap?.second)];

  const grab = (event: PointerEvent): void => {
    if (event.button !== 0 || !gap || first === undefined || second === undefined) return;
    event.preventDefault();
    const [left, right] = [gap.first, gap.second].map((one) => one.getBoundingClientRect());
    if (!left || !right) return;
    const isRtl = left.left > right.left;
    const whole = left.width + right.width;
    let part: number | undefined;
    setHeld(true);
    followPointer({
      start: event.nativeEvent,
      cursor: 'col-resize',
      onMove({ x }) {
        part = (left.width + (x - event.clientX) * (isRtl ? -1 : 1)) / whole;
        const shares = divided(binding, first, second, part);
        for (const [i, one] of [gap.first, gap.second].entries()) {
          one.style.setProperty('--share', String(shares[i]));
        }
        setGap({ ...gap });
      },
      onEnd(how) {
        setHeld(false);
        for (const one of [gap.first, gap.second]) {
          const share = page.block(idOf(one) ?? PAGE)?.props['share'];
          if (typeof share === 'number') one.style.setProperty('--share', String(share));
          else one.style.removeProperty('--share');
        }
        const at = how === 'drop' ? part : undefined;
        if (at !== undefined) editor.update(() => $divide(binding, first, second, at));
      },
    });
  };
  const canAdd =
    first !== undefined && page.children(page.parent(first) ?? PAGE).length < MAX_COLUMNS;
  const place = (x: number, y: number, width: number, height: number) => ({
    left: `${x - (area?.left ?? 0)}px`,
    top: `${y - (area?.top ?? 0)}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
  return (
    <div ref={element} className="table-controls">
      {gap && between && first !== undefined && second !== undefined ? (
        <>
          <div
            role="presentation"
            className="column-gap"
            data-held={held}
            title={panelMessage('layout.resize')}
            style={place(between.x - WIDTH / 2, between.top, WIDTH, between.height)}
            onPointerDown={grab}
            onMouseDown={(event) => event.preventDefault()}
            onDoubleClick={() => editor.update(() => $divide(binding, first, second, 0.5))}
          />
          {canAdd && !held ? (
            <button
              type="button"
              tabIndex={-1}
              className="column-add"
              style={place(between.x - BUTTON / 2, between.top - BUTTON - 2, BUTTON, BUTTON)}
              aria-label={message('layout.add')}
              title={message('layout.add')}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                editor.update(() => $addColumn(binding, first));
                editor.focus();
              }}
            >
              <Icon name="plus" />
            </button>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

function idOf(column: HTMLElement | undefined): BlockId | undefined {
  return column?.dataset['block'];
}

/** Between two columns, where they are not stacked. */
function gapAt({ target, clientX: x }: globalThis.PointerEvent): Gap | undefined {
  if (!(target instanceof HTMLElement) || target.dataset['layout'] !== 'columns') return undefined;
  const columns = [...target.children].filter((child) => child instanceof HTMLElement);
  for (const [i, first] of columns.entries()) {
    const second = columns[i + 1];
    if (!second) continue;
    const space = spaceBetween({ first, second });
    if (space && x >= space.from && x <= space.to) return { first, second };
  }
  return undefined;
}

function spaceBetween({ first, second }: Gap) {
  const [a, b] = [first.getBoundingClientRect(), second.getBoundingClientRect()];
  const [from, to] = a.left < b.left ? [a.right, b.left] : [b.right, a.left];
  if (to <= from) return undefined;
  const layout = (first.parentElement ?? first).getBoundingClientRect();
  return { from, to, x: (from + to) / 2, top: layout.top, height: layout.height };
}
