import { useRef } from 'react';
import type { PointerEvent } from 'react';
import { propValue } from '@weft/shared/model/block';
import type { BlockId } from '@weft/shared/model/block-id';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $setWidths } from '../editor/commands/widths.ts';
import { LEAST_WIDTH, showWidths } from '../editor/nodes/table-frame.ts';
import { message } from '../words/messages.ts';
import { followPointer } from '../widgets/pointer-drag.ts';
import { stretchesOf, type TableSpot } from './table-shape.ts';

/** How much of the cells beside it an edge takes, in pixels. */
const REACH = 4;

interface ColumnEdgeProps {
  readonly binding: BlockBinding;
  readonly spot: TableSpot;
  readonly column: BlockId;
  readonly at: (box: { x: number; y: number; width: number; height: number }) => object;
  readonly onHold: (isHeld: boolean) => void;
}

/**
 * The edge after a column, to drag it by. Columns before it keep the width that they have on the screen, so that the edge
 * stays under the pointer; those after it share what is left, if they have no width of their own.
 */
export function ColumnEdge({ binding, spot, column, at, onHold }: ColumnEdgeProps) {
  const element = useRef<HTMLDivElement>(null);
  const { page, editor } = binding;
  const { frame, whole, isRtl } = spot;
  const ids = page.columns(spot.table);
  const index = ids.indexOf(column);
  const stretches = stretchesOf(frame, 'column');
  const own = stretches[index];
  if (!own) return null;
  const end = isRtl ? own.from : own.to;

  const grab = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    const before = ids.map((id) => {
      const block = page.block(id);
      return block ? Number(propValue(block, 'width')) : 0;
    });
    const shown = stretches.map(({ from, to }) => Math.round(to - from));
    let widths = before;
    followPointer({
      start: event.nativeEvent,
      cursor: 'col-resize',
      onMove({ x }) {
        onHold(true);
        const by = (x - event.clientX) * (isRtl ? -1 : 1);
        widths = before.map((width, i) => {
          if (i > index) return width;
          const now = shown[i] ?? LEAST_WIDTH;
          return i === index ? Math.max(Math.round(now + by), LEAST_WIDTH) : width || now;
        });
        showWidths(frame, widths);
        element.current?.style.setProperty(
          'translate',
          `${(endOf(frame, index, isRtl) ?? end) - end}px 0`,
        );
      },
      onEnd(how) {
        onHold(false);
        element.current?.style.removeProperty('translate');
        // What was dragged is taken back where it is not said: others may have changed it meanwhile.
        if (how !== 'drop') showWidths(frame, before);
        else {
          const changed = ids.flatMap((id, i): [BlockId, number][] =>
            widths[i] === before[i] ? [] : [[id, widths[i] ?? 0]],
          );
          editor.update(() => $setWidths(binding, new Map(changed)));
        }
      },
    });
  };
  return (
    <div
      ref={element}
      role="presentation"
      className="column-edge"
      title={message('table.resize')}
      style={at({
        x: end - REACH,
        y: whole.top,
        width: 2 * REACH + 1,
        height: whole.height,
      })}
      onPointerDown={grab}
      onMouseDown={(event) => event.preventDefault()}
      onDoubleClick={() => editor.update(() => $setWidths(binding, new Map([[column, undefined]])))}
    />
  );
}

function endOf(frame: HTMLElement, index: number, isRtl: boolean): number | undefined {
  const own = stretchesOf(frame, 'column')[index];
  return isRtl ? own?.from : own?.to;
}
