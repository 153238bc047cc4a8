import { blockRuns } from '@weft/shared/model/block';
import { runsText } from '@weft/shared/model/content';
import type { Range } from '@weft/shared/model/operations/range';
import { planDeleteText, planInsertText } from '@weft/shared/model/operations/text';
import type { BlockBinding } from '../binding/binding.ts';

/** What one step outwards takes away: a tab, or what many write instead. */
const STEP = /^(?:\t| {1,2})/;

/** Whether a selection in code reaches over several of its lines. */
export function isOverLines({ page }: BlockBinding, { from, to }: Range): boolean {
  const block = page.block(from.block);
  return (
    block !== undefined && runsText(blockRuns(block)).slice(from.offset, to.offset).includes('\n')
  );
}

/** Moves the lines of code that a selection touches inwards or outwards, as one step to undo. */
export function $indentCode(binding: BlockBinding, { from, to }: Range, isBackward: boolean): void {
  const { page, writer } = binding;
  const { block: id } = from;
  binding.$run(() => {
    const block = page.block(id);
    if (!block) return;
    const text = runsText(blockRuns(block));
    writer.group(() => {
      // From the last one, so that the others stay where they are meanwhile.
      for (const start of startsOfLines(text, from.offset, to.offset).toReversed()) {
        const [step = ''] = STEP.exec(text.slice(start)) ?? [];
        const isEmpty = text[start] === undefined || text[start] === '\n';
        if (isBackward) writer.commit(planDeleteText(page, id, start, start + step.length));
        else if (!isEmpty)
          writer.commit(planInsertText(page, id, start, [{ text: '\t', marks: {} }]));
      }
    });
  });
}

/** Where the lines begin of which something is selected, or that the caret is in. */
function startsOfLines(text: string, from: number, to: number): number[] {
  const starts = [text.slice(0, from).lastIndexOf('\n') + 1];
  for (let at = text.indexOf('\n', from); at >= 0 && at + 1 < to; at = text.indexOf('\n', at + 1)) {
    starts.push(at + 1);
  }
  return starts;
}
