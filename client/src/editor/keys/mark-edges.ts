import { expandingMarks } from '@weft/shared/model/marks';
import { $getSelection, $isRangeSelection, $isTextNode, COLLABORATION_TAG } from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { formatOf, marksOf } from '../binding/text-marks.ts';

/**
 * Text that is typed where inline code ends is no code, as with links: otherwise nobody would get out of it at the end of
 * a line. Who types the code goes on in it, and so does who asks for code there.
 */
export function registerMarkEdges({ editor }: BlockBinding): () => void {
  return editor.registerUpdateListener(
    ({ editorState, prevEditorState, dirtyLeaves, dirtyElements, tags }) => {
      const isMove = dirtyLeaves.size === 0 && dirtyElements.size === 0;
      if (!isMove || tags.has(COLLABORATION_TAG) || editor.isComposing()) return;
      const before = prevEditorState.read($caretPlace);
      const place = editorState.read($caretPlace);
      if (place === undefined || place === before) return;
      if (editorState.read($formatAtEnd) === undefined) return;
      editor.update(() => {
        const selection = $getSelection();
        const format = $formatAtEnd();
        if (format !== undefined && $isRangeSelection(selection)) selection.setFormat(format);
      });
    },
  );
}

function $caretPlace(): string | undefined {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return undefined;
  return `${selection.anchor.key} ${selection.anchor.offset}`;
}

/** The format that text typed at the caret is to have, if that is another than it would get. */
function $formatAtEnd(): number | undefined {
  const selection = $getSelection();
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return undefined;
  const node = selection.anchor.getNode();
  if (!$isTextNode(node) || selection.anchor.offset !== node.getTextContentSize()) return undefined;
  const next = node.getNextSibling();
  const marks = marksOf(node);
  const format = formatOf(expandingMarks(marks));
  const goesOn = $isTextNode(next) && next.hasFormat('code') && node.hasFormat('code');
  return goesOn || format === selection.format ? undefined : format;
}
