import type { BlockId } from '@weft/shared/model/block-id';
import { runsText } from '@weft/shared/model/content';
import type { Point } from '@weft/shared/model/operations/range';
import type { NodeKey } from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $runsOf } from '../binding/line.ts';
import { $placeOf, rectOf } from '../carets/place.ts';

/** Whether the caret is in the first or the last row of a line that is broken into several. To be called inside a read. */
export function $isAtRowEdge(
  binding: BlockBinding,
  point: Point,
  direction: 'up' | 'down',
): boolean {
  const line = binding.$lineOf(point.block);
  if (!line) return false;
  const element = elementOf(binding, line.getKey());
  const place = element ? $placeOf(binding, point) : undefined;
  if (!element || !place) {
    const text = runsText($runsOf(line));
    const beyond = direction === 'up' ? text.slice(0, point.offset) : text.slice(point.offset);
    return !beyond.includes('\n');
  }
  const caret = rectOf(place);
  const { paddingTop, paddingBottom } = getComputedStyle(element);
  const area = element.getBoundingClientRect();
  const left =
    direction === 'up'
      ? caret.top - area.top - Number.parseFloat(paddingTop)
      : area.bottom - caret.bottom - Number.parseFloat(paddingBottom);
  // Less than another row would take.
  return left < caret.height * 0.75;
}

/** Whether a block is written from right to left, as far as it is shown. */
export function isRightToLeft(binding: BlockBinding, block: BlockId): boolean {
  const element = elementOf(binding, binding.keys.get(block) ?? '');
  return element !== null && getComputedStyle(element).direction === 'rtl';
}

/** There is none without a browser. */
function elementOf({ editor }: BlockBinding, key: NodeKey): HTMLElement | null {
  return editor._headless ? null : editor.getElementByKey(key);
}
