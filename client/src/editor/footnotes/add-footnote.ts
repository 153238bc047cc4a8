import { type ContainerId, PAGE } from '@weft/shared/model/block-id';
import { FOOTNOTE } from '@weft/shared/model/footnotes';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import type { Point } from '@weft/shared/model/operations/range';
import { insertText } from '@weft/shared/model/operations/text';
import { blockTypeOf } from '@weft/shared/model/registry';
import type { BlockBinding } from '../binding/binding.ts';
import { notesIn } from './footnotes.ts';
import { noteBefore } from './notes-of-page.ts';
import { $orderedEnds, $selectionEnds } from '../binding/points.ts';

/** Letters of what a note is called: enough for two people not to call theirs the same. */
const LETTERS = 6;

/**
 * Refers to a new note, and makes it: where notes stand already, in the order of the text, or at the end of the page. To be
 * called inside `$run`; answers where the caret goes, which is into the note. A text that has no marks can refer to none.
 */
export function addFootnote(binding: BlockBinding, { block, offset }: Point): Point {
  const { page, writer } = binding;
  const at = page.block(block);
  if (!at || blockTypeOf(at.type).text !== 'rich') return { block, offset };
  const note = mintNote(binding)();
  const [container, index] = placeOfNext(binding, { block, offset });
  return writer.group(() => {
    insertText(writer, block, offset, [{ inline: { kind: FOOTNOTE, note }, marks: {} }]);
    const [made] = insertBlocks(writer, [{ type: FOOTNOTE, props: { note } }], container, index);
    return made === undefined ? { block, offset: offset + 1 } : { block: made, offset: 0 };
  });
}

/** Makes up what new notes are called; Markdown, which they are written as, knows no capitals there. */
export function mintNote({ writer }: BlockBinding): () => string {
  return () => writer.mint().toLowerCase().slice(0, LETTERS);
}

function placeOfNext(binding: BlockBinding, place: Point): [ContainerId, number] {
  const { page } = binding;
  const notes = notesIn(binding);
  const before = noteBefore(page, place, notes);
  if (before !== undefined) {
    const container = page.parent(before) ?? PAGE;
    return [container, page.children(container).indexOf(before) + 1];
  }
  const content = page.children(PAGE);
  const first = content.findIndex((id) => page.block(id)?.type === FOOTNOTE);
  return [PAGE, first < 0 ? content.length : first];
}

/** The same behind what is selected. */
export function $addFootnote(binding: BlockBinding): void {
  const ends = $selectionEnds();
  if (ends) binding.$run(() => addFootnote(binding, $orderedEnds(ends).to));
}
