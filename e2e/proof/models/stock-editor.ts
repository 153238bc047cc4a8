import { createHeadlessEditor } from '@lexical/headless';
import { ListItemNode, ListNode, registerList } from '@lexical/list';
import { HeadingNode, QuoteNode, registerRichText } from '@lexical/rich-text';
import { registerTablePlugin, TableCellNode, TableNode, TableRowNode } from '@lexical/table';
import type {
  CreateEditorArgs,
  LexicalEditor,
  SerializedElementNode,
  SerializedLexicalNode,
  SerializedTextNode,
} from 'lexical';

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

/**
 * The page as JSON without what nobody sees: how a run of equally formatted text is cut into nodes, and the
 * format that the next letter of an empty block would get.
 */
export function visibleContent(editor: LexicalEditor): string {
  return JSON.stringify(visible(editor.getEditorState().toJSON().root));
}

const UNSEEN = ['version', 'textFormat', 'textStyle', 'direction'];

function visible(node: SerializedLexicalNode): Record<string, unknown> {
  const seen: Record<string, unknown> = Object.fromEntries(
    Object.entries(node).filter(([name]) => !UNSEEN.includes(name)),
  );
  if (isElement(node)) seen['children'] = mergeRuns(node.children).map(visible);
  return seen;
}

function mergeRuns(nodes: readonly SerializedLexicalNode[]): SerializedLexicalNode[] {
  const merged: SerializedLexicalNode[] = [];
  for (const node of nodes) {
    const last = merged.at(-1);
    if (last && isText(last) && isText(node) && looksOf(last) === looksOf(node)) {
      merged[merged.length - 1] = { ...last, text: last.text + node.text } as SerializedTextNode;
    } else merged.push(node);
  }
  return merged;
}

const looksOf = (node: SerializedTextNode): string => JSON.stringify({ ...node, text: '' });

const isText = (node: SerializedLexicalNode): node is SerializedTextNode => 'text' in node;

const isElement = (node: SerializedLexicalNode): node is SerializedElementNode =>
  'children' in node;
