import { type Block, typeOf } from '@weft/shared/model/block';
import type { Edit } from '@weft/shared/model/edit';
import { planDeleteText, planFormat, planInsertText } from '@weft/shared/model/operations/text';
import type { Page } from '@weft/shared/model/page';
import type { TextDiff } from './text-diff.ts';

/** What the page is to be told of a change in a line: letters without marks where the block shows none. */
export function diffFor(block: Block | undefined, diff: TextDiff): TextDiff {
  if (!block || typeOf(block).text !== 'plain') return diff;
  return { ...diff, runs: diff.runs.map((run) => ({ ...run, marks: {} })), formats: [] };
}

/** Whether letters came or went, and not marks alone. */
export function isTyping({ from, to, runs }: TextDiff): boolean {
  return from !== to || runs.length > 0;
}

/** The edits that make the block of a line read as the line does. */
export function planLine(page: Page, block: Block, { from, to, runs, formats }: TextDiff): Edit[] {
  const { id } = block;
  return [
    ...planDeleteText(page, id, from, to),
    ...(runs.length > 0 ? planInsertText(page, id, from, runs) : []),
    ...formats.flatMap((format) => planFormat(page, id, format.from, format.to, format.marks)),
  ];
}
