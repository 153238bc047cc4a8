import { useEffect, useRef, useState } from 'react';
import type { RefObject } from 'react';
import { type BlockId, cellOf } from '@weft/shared/model/block-id';
import { mergeRegister, registerEventListener } from 'lexical';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $caretCell } from '../editor/commands/table-parts.ts';
import { frameAt, spotAt, spotOf, type TableSpot } from './table-shape.ts';

/** How near the end of a column a mouse means the edge, in pixels. */
const NEAR = 5;

interface Looked {
  readonly spot: TableSpot;
  /** The column whose end the pointer is at. */
  readonly edge: BlockId | undefined;
}

/**
 * The cell of a table that a mouse is over or, where there are fingers, that the caret is in: it stays as long as
 * `isHeld` says, and hides while somebody types with a mouse at rest.
 */
export function useTableSpot(
  binding: BlockBinding,
  controls: RefObject<HTMLElement | null>,
  isHeld: RefObject<boolean>,
): Looked | undefined {
  const [looked, setLooked] = useState<Looked>();
  const latest = useRef(looked);
  latest.current = looked;

  useEffect(() => {
    const { editor, keys } = binding;
    let isTouch = false;
    let frame = 0;
    const cellAt = (row: BlockId, column: BlockId): HTMLElement | null =>
      editor.getElementByKey(keys.get(cellOf(row, column)) ?? '');
    const hide = (): void => {
      if (!isHeld.current) setLooked(undefined);
    };
    const look = (event: PointerEvent): void => {
      const root = editor.getRootElement();
      if (!root || isHeld.current || event.pointerType !== 'mouse' || event.buttons > 0) return;
      if (event.target instanceof Node && controls.current?.contains(event.target)) return;
      isTouch = false;
      const { clientX: x, clientY: y } = event;
      const table = frameAt(root, x, y, latest.current?.spot.frame);
      const spot = table && spotAt(table, x, y);
      const edge = spot && edgeAt(spot, x, y);
      const was = latest.current;
      const isSame = was?.spot.row === spot?.row && was?.spot.column === spot?.column;
      if (!isSame || was?.edge !== edge) setLooked(spot && { spot, edge });
    };
    /** Something moved: the same cell is elsewhere, or gone. */
    const measure = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const was = latest.current;
        const caret =
          isTouch && !isHeld.current ? editor.read(() => $caretCell(binding)) : was?.spot;
        const cell = caret ? cellAt(caret.row, caret.column) : null;
        const table = cell?.closest<HTMLElement>('[data-layout="table"]');
        const spot = cell && table ? spotOf(table, cell) : undefined;
        if (spot) setLooked({ spot, edge: isTouch ? undefined : was?.edge });
        else if (was) setLooked(undefined);
      });
    };
    return mergeRegister(
      () => cancelAnimationFrame(frame),
      editor.registerUpdateListener(() => {
        if (latest.current || isTouch) measure();
      }),
      registerEventListener(window, 'pointermove', look, { passive: true }),
      registerEventListener(
        window,
        'pointerdown',
        ({ pointerType }) => {
          isTouch = pointerType !== 'mouse';
          if (isTouch) measure();
        },
        { capture: true, passive: true },
      ),
      registerEventListener(window, 'scroll', measure, { capture: true, passive: true }),
      registerEventListener(window, 'resize', measure),
      registerEventListener(window, 'keydown', ({ target }) => {
        if (!isTouch && target instanceof Node && editor.getRootElement()?.contains(target)) hide();
      }),
    );
  }, [binding, controls, isHeld]);
  return looked;
}

function edgeAt(spot: TableSpot, x: number, y: number): BlockId | undefined {
  const { frame, column, columns, seen, isRtl } = spot;
  if (y < seen.top || y > seen.bottom) return undefined;
  const [start, end] = isRtl ? [columns.to, columns.from] : [columns.from, columns.to];
  if (Math.abs(x - end) <= NEAR) return column;
  if (Math.abs(x - start) > NEAR) return undefined;
  const cells = [...frame.querySelectorAll<HTMLElement>(':scope > table > tr:first-of-type > td')];
  const ids = cells.map(({ dataset }) => dataset['block']?.split('~')[1]);
  return ids[ids.indexOf(column) - 1];
}
