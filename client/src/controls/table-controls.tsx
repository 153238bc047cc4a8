import { useRef, useState } from 'react';
import type { PointerEvent } from 'react';
import { PAGE } from '@weft/shared/model/block-id';
import type { Axis } from '@weft/shared/model/operations/table';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $insertPartsAt, $movePartTo, type TablePart } from '../editor/commands/table-parts.ts';
import { Icon } from '../widgets/icons.tsx';
import { message } from '../words/messages.ts';
import { ColumnEdge } from './column-edge.tsx';
import { followPointer } from '../widgets/pointer-drag.ts';
import './table-controls.css';
import { clamp, gapAt, stretchesOf, type TableSpot } from './table-shape.ts';
import { useTableSpot } from './use-table-spot.ts';

/** Pixels: what a grip takes at a table's edge, a bar beside it, and how near an edge a dragged part scrolls. */
const GRIP = { long: 28, wide: 20 } as const;
const BAR = 16;
const SCROLLS = 32;
const LINE = 3;

interface TableControlsProps {
  readonly binding: BlockBinding;
  /** The row or column whose menu is open keeps its grip. */
  readonly menuOf: TablePart | undefined;
  readonly onMenu: (part: TablePart, anchor: () => DOMRect) => void;
}

/** A rectangle of the window. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Around the table under a mouse, or of the caret where there are fingers: grips of its row and column, bars to add more,
 * and the edge of a column. Keys have the block menu for the same, so none of them is a stop of the Tab key.
 */
export function TableControls({ binding, menuOf, onMenu }: TableControlsProps) {
  const element = useRef<HTMLDivElement>(null);
  const [line, setLine] = useState<Box>();
  const [more, setMore] = useState<Box>();
  const [dragged, setDragged] = useState(false);
  const isHeld = useRef(false);
  isHeld.current = menuOf !== undefined || dragged;
  const looked = useTableSpot(binding, element, isHeld);
  const wasDragged = useRef(false);
  const { editor } = binding;

  const grab = (event: PointerEvent, spot: TableSpot, axis: Axis): void => {
    if (event.button !== 0) return;
    // The text keeps the focus, and the browser begins no drag of its own.
    event.preventDefault();
    wasDragged.current = false;
    const part = partAt(spot, axis);
    const isTurned = axis === 'column' && spot.isRtl;
    let index: number | undefined;
    followPointer({
      start: event.nativeEvent,
      cursor: 'grabbing',
      everyFrame: true,
      onMove(at) {
        setDragged(true);
        scrollAt(spot, axis, at);
        const point = axis === 'row' ? at.y : at.x;
        const gap = gapAt(stretchesOf(spot.frame, axis), point, isTurned);
        index = gap.index;
        setLine(lineBox(spot, axis, gap.line));
      },
      onEnd(how) {
        wasDragged.current = how !== 'press';
        setDragged(false);
        setLine(undefined);
        const target = how === 'drop' ? index : undefined;
        if (target !== undefined) editor.update(() => $movePartTo(binding, part, target));
        if (how !== 'press') editor.focus();
      },
    });
  };

  const stretch = (event: PointerEvent, spot: TableSpot, axis: Axis): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    const last = stretchesOf(spot.frame, axis).at(-1);
    const size = last ? last.to - last.from : BAR;
    const from = axis === 'row' ? event.clientY : event.clientX;
    const sign = axis === 'column' && spot.isRtl ? -1 : 1;
    let count = 1;
    wasDragged.current = true;
    followPointer({
      start: event.nativeEvent,
      cursor: axis === 'row' ? 'row-resize' : 'col-resize',
      onMove(at) {
        setDragged(true);
        count = clamp(Math.round((((axis === 'row' ? at.y : at.x) - from) * sign) / size), 0, 50);
        setMore(moreBox(spot, axis, count * size));
      },
      onEnd(how) {
        setDragged(false);
        setMore(undefined);
        if (how !== 'cancel' && count > 0) add(spot, axis, count);
      },
    });
  };
  const add = ({ table }: TableSpot, axis: Axis, count: number): void => {
    const { page } = binding;
    const end = (axis === 'row' ? page.children(table) : page.columns(table)).length;
    editor.update(() => $insertPartsAt(binding, { table, axis }, end, count));
    editor.focus();
  };

  const spot = looked?.spot;
  const corner = element.current?.parentElement?.getBoundingClientRect();
  const at = ({ x, y, width, height }: Box) => ({
    left: `${x - (corner?.left ?? 0)}px`,
    top: `${y - (corner?.top ?? 0)}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
  const grip = (axis: Axis, over: TableSpot) => {
    const box = gripBox(over, axis);
    if (!box) return null;
    return (
      <button
        type="button"
        tabIndex={-1}
        className="table-grip"
        data-grip=""
        data-axis={axis}
        data-open={menuOf?.id === over[axis]}
        style={at(box)}
        aria-label={message(`table.${axis}-menu`)}
        title={message(`table.${axis}-menu`)}
        onPointerDown={(event) => grab(event, over, axis)}
        onMouseDown={(event) => event.preventDefault()}
        onClick={({ detail, currentTarget }) => {
          if (detail > 0 && wasDragged.current) return;
          onMenu(partAt(over, axis), () => currentTarget.getBoundingClientRect());
        }}
      >
        <Icon name="more" />
      </button>
    );
  };
  const bar = (axis: Axis, over: TableSpot) => (
    <button
      type="button"
      tabIndex={-1}
      className="table-bar"
      style={at(barBox(over, axis))}
      aria-label={message(`table.add-${axis}`)}
      title={message('table.add-hint')}
      onPointerDown={(event) => stretch(event, over, axis)}
      onMouseDown={(event) => event.preventDefault()}
      onClick={({ detail }) => {
        // Whoever presses without a pointer, as assistive technology does.
        if (detail === 0) add(over, axis, 1);
      }}
    >
      <Icon name="plus" />
    </button>
  );
  const marked = spot && (dragged && line ? 'moving' : menuOf ? menuOf.axis : undefined);
  return (
    <div ref={element} className="table-controls">
      {spot ? (
        <>
          {marked === 'row' || marked === 'column' ? (
            <div className="table-mark" aria-hidden="true" style={at(markBox(spot, marked))} />
          ) : null}
          {bar('column', spot)}
          {bar('row', spot)}
          {looked.edge === undefined || menuOf || line || more ? null : (
            <ColumnEdge
              key={looked.edge}
              binding={binding}
              spot={spot}
              column={looked.edge}
              at={at}
              onHold={setDragged}
            />
          )}
          {grip('column', spot)}
          {grip('row', spot)}
        </>
      ) : null}
      {line ? <div className="table-line" aria-hidden="true" style={at(line)} /> : null}
      {more ? <div className="table-more" aria-hidden="true" style={at(more)} /> : null}
    </div>
  );
}

function partAt(spot: TableSpot, axis: Axis): TablePart {
  return { table: spot.table, axis, id: spot[axis] ?? PAGE };
}

/** Astride of the table's edge; `undefined` where its part is scrolled away. */
function gripBox({ rows, columns, seen, isRtl }: TableSpot, axis: Axis): Box | undefined {
  if (axis === 'row') {
    const x = isRtl ? seen.right - GRIP.wide / 2 : seen.left - GRIP.wide / 2;
    const height = Math.min(GRIP.long, rows.to - rows.from);
    return { x, y: (rows.from + rows.to - height) / 2, width: GRIP.wide, height };
  }
  const [from, to] = [Math.max(columns.from, seen.left), Math.min(columns.to, seen.right)];
  if (to - from < GRIP.long) return undefined;
  // Higher than half: a press on the first words of a cell is none on the grip.
  const y = seen.top - GRIP.wide + 6;
  return { x: (from + to - GRIP.long) / 2, y, width: GRIP.long, height: GRIP.wide };
}

function barBox({ seen, whole, isRtl }: TableSpot, axis: Axis): Box {
  const left = Math.max(whole.left, seen.left);
  const right = Math.min(whole.right, seen.right);
  if (axis === 'row') return { x: left, y: whole.bottom + 3, width: right - left, height: BAR };
  const room = isRtl ? left - BAR - 3 : Math.min(right + 3, innerWidth - BAR);
  return { x: room, y: whole.top, width: BAR, height: whole.height };
}

function markBox({ rows, columns, seen, whole }: TableSpot, axis: Axis): Box {
  const left = Math.max(whole.left, seen.left);
  const right = Math.min(whole.right, seen.right);
  if (axis === 'row') {
    return { x: left, y: rows.from, width: right - left, height: rows.to - rows.from };
  }
  const [from, to] = [Math.max(columns.from, seen.left), Math.min(columns.to, seen.right)];
  return { x: from, y: whole.top, width: Math.max(to - from, 0), height: whole.height };
}

function lineBox({ frame }: TableSpot, axis: Axis, line: number): Box {
  const seen = frame.getBoundingClientRect();
  const whole = (frame.firstElementChild ?? frame).getBoundingClientRect();
  if (axis === 'row') {
    const width = Math.min(whole.width, seen.width);
    return { x: seen.left, y: line - LINE / 2, width, height: LINE };
  }
  const x = clamp(line, seen.left, seen.right) - LINE / 2;
  return { x, y: whole.top, width: LINE, height: whole.height };
}

function moreBox({ seen, whole, isRtl }: TableSpot, axis: Axis, size: number): Box {
  const right = Math.min(whole.right, seen.right);
  if (axis === 'row') {
    return { x: seen.left, y: whole.bottom, width: right - seen.left, height: size };
  }
  return { x: isRtl ? seen.left - size : right, y: whole.top, width: size, height: whole.height };
}

/** A part that is dragged to the edge of what can be seen goes on beyond it. */
function scrollAt({ frame }: TableSpot, axis: Axis, at: { x: number; y: number }): void {
  if (axis === 'row') {
    if (at.y < SCROLLS) scrollBy(0, -8);
    else if (at.y > innerHeight - SCROLLS) scrollBy(0, 8);
    return;
  }
  const { left, right } = frame.getBoundingClientRect();
  if (at.x < left + SCROLLS) frame.scrollLeft -= 8;
  else if (at.x > right - SCROLLS) frame.scrollLeft += 8;
}
