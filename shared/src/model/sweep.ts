import type { BlockId } from './block-id.ts';
import type { Edit } from './edit.ts';
import { registerKey } from './registers.ts';
import type { Writer } from './writer.ts';

/** Origin of a sweep: nobody's undo takes it back. */
const SWEEP = { sweep: true };

/**
 * Drops the text of blocks that were deleted more than `olderThanSeconds` ago and that nobody has written in since.
 * Their registers stay. Anybody may sweep at any time: deletions commute, so it makes no difference who does. Answers
 * how many blocks lost their text.
 */
export function sweepGone(writer: Writer, olderThanSeconds: number): number {
  const { page } = writer;
  const latest = writer.seconds() - olderThanSeconds;
  const edits: Edit[] = [];
  let count = 0;
  for (const block of goneBefore(writer, latest)) {
    if (page.isLive(block)) continue;
    const pieces = page.pieces(block).filter(({ length }) => length > 0);
    for (const { strand, from, length } of pieces) {
      edits.push({ kind: 'delete', strand, index: from, length });
    }
    if (pieces.length > 0) count += 1;
  }
  writer.commit(edits, SWEEP);
  return count;
}

function goneBefore({ page }: Writer, latest: number): BlockId[] {
  return [...page.owners()].filter((block) => {
    const value: unknown = page.registers(block).gone && page.props.get(registerKey(block, 'gone'));
    return Array.isArray(value) && (value[0] as number) < latest;
  });
}
