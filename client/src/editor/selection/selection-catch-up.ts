import { type LexicalEditor, registerEventListener } from 'lexical';

/** Both ends of the browser's own selection. */
type DomEnds = readonly [Node | null, number, Node | null, number];

/**
 * Browsers tell of a moved caret a moment later, and keys that were pressed meanwhile, while the page was busy, come
 * first: Enter right after End would split the line where the caret was before. So each key finds the editor's selection
 * where the browser's is, and so does a press that is as short as a finger's, which takes selected blocks for the selection.
 */
export function registerSelectionCatchUp(editor: LexicalEditor): () => void {
  return editor.registerRootListener((root) => {
    if (!root) return undefined;
    const { ownerDocument } = root;
    let told: DomEnds = endsOf(ownerDocument);
    const catchUp = (): void => {
      const ends = endsOf(ownerDocument);
      if (editor.isComposing() || ends.every((end, i) => end === told[i])) return;
      if (root.contains(ends[0])) ownerDocument.dispatchEvent(new Event('selectionchange'));
    };
    const stops = [
      registerEventListener(root, 'click', catchUp, { capture: true }),
      registerEventListener(ownerDocument, 'selectionchange', () => {
        told = endsOf(ownerDocument);
      }),
      registerEventListener(
        root,
        'keydown',
        ({ isComposing }) => {
          if (!isComposing) catchUp();
        },
        { capture: true },
      ),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  });
}

function endsOf(ownerDocument: Document): DomEnds {
  const selection = ownerDocument.getSelection();
  if (!selection) return [null, 0, null, 0];
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  return [anchorNode, anchorOffset, focusNode, focusOffset];
}
