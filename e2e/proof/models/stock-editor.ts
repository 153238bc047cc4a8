import { createHeadlessEditor } from '@lexical/headless';
import { ListItemNode, ListNode, registerList } from '@lexical/list';
import { HeadingNode, QuoteNode, registerRichText } from '@lexical/rich-text';
import { registerTablePlugin, TableCellNode, TableNode, TableRowNode } from '@lexical/table';
import type { CreateEditorArgs, LexicalEditor, SerializedLexicalNode } from 'lexical';

/**
 * Everything Lexical itself brings for rich text, lists and tables.
 *
 * @param create makes an editor with a DOM, or one without
 */
export function createStockEditor(
  onError: (error: Error) => void,
  create: (config: CreateEditorArgs) => LexicalEditor = createHeadlessEditor,
): LexicalEditor {
  const nodes = [
    HeadingNode,
    QuoteNode,
    ListNode,
    ListItemNode,
    TableNode,
    TableRowNode,
    TableCellNode,
  ];
  const editor = create({ namespace: 'proof', nodes, onError });
  registerRichText(editor);
  registerList(editor);
  registerTablePlugin(editor);
  return editor;
}

/** Ends whatever the editor has put off to a later microtask. */
export function settle(editor: LexicalEditor): void {
  // What was put off may put off something of its own: an emptied page is given a paragraph.
  for (let round = 0; round < 2; round++) editor.update(() => {}, { discrete: true });
}

interface SerializedElement extends SerializedLexicalNode {
  readonly children?: readonly SerializedElement[];
  readonly text?: string;
}

/**
 * The page as JSON without what nobody sees: how a run of equally formatted text is cut into nodes, and the
 * format that the next letter of an empty block would get.
 */
export function visibleContent(editor: LexicalEditor): string {
  const { root } = editor.getEditorState().toJSON();
  return JSON.stringify(visible(root as SerializedElement));
}

function visible(node: SerializedElement): Record<string, unknown> {
  const { children, ...own } = node as SerializedElement & Record<string, unknown>;
  for (const unseen of ['version', 'textFormat', 'textStyle', 'direction']) delete own[unseen];
  if (children === undefined) return own;
  const merged: Record<string, unknown>[] = [];
  for (const child of children.map(visible)) {
    const last = merged.at(-1);
    if (last !== undefined && isSameRun(last, child))
      last['text'] = `${last['text']}${child['text']}`;
    else merged.push(child);
  }
  return { ...own, children: merged };
}

function isSameRun(a: Record<string, unknown>, b: Record<string, unknown>): boolean {
  if (a['type'] !== 'text' || b['type'] !== 'text') return false;
  return JSON.stringify({ ...a, text: '' }) === JSON.stringify({ ...b, text: '' });
}
