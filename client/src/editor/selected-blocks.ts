import { $getSelection, $isNodeSelection, type LexicalEditor, type NodeKey } from 'lexical';

/** Marks blocks that are selected as a whole, for the style sheet: the browser shows no selection around them. */
export function registerSelectedBlocks(editor: LexicalEditor): () => void {
  let marked = new Set<NodeKey>();
  const mark = (key: NodeKey, isSelected: boolean): void => {
    editor.getElementByKey(key)?.toggleAttribute('data-selected', isSelected);
  };
  return editor.registerUpdateListener(({ editorState }) => {
    const selected = editorState.read(() => {
      const selection = $getSelection();
      return new Set(
        $isNodeSelection(selection) ? selection.getNodes().map((node) => node.getKey()) : [],
      );
    });
    for (const key of marked) if (!selected.has(key)) mark(key, false);
    for (const key of selected) mark(key, true);
    marked = selected;
  });
}
