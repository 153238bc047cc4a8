import { $createCodeNode } from '@lexical/code-core';
import { $createLinkNode, $isLinkNode, TOGGLE_LINK_COMMAND } from '@lexical/link';
import {
  INSERT_CHECK_LIST_COMMAND,
  INSERT_ORDERED_LIST_COMMAND,
  INSERT_UNORDERED_LIST_COMMAND,
} from '@lexical/list';
import { $createHeadingNode, $createQuoteNode } from '@lexical/rich-text';
import { $setBlocksType } from '@lexical/selection';
import {
  $addUpdateTag,
  $createParagraphNode,
  $createTextNode,
  $findMatchingParent,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  CAN_REDO_COMMAND,
  CAN_UNDO_COMMAND,
  COMMAND_PRIORITY_LOW,
  type ElementNode,
  FORMAT_TEXT_COMMAND,
  type LexicalEditor,
  mergeRegister,
  type RangeSelection,
  REDO_COMMAND,
  SKIP_DOM_SELECTION_TAG,
  UNDO_COMMAND,
} from 'lexical';
import type { BlockKindName } from '../editor/commands/block-kinds.ts';
import { type Formats, type Formatting, PLAIN, sameFormats } from './formatting.ts';
import { $readFormats } from './lexical-formats.ts';
import { TEXT_FORMATS } from './text-formats.ts';

const LIST_COMMANDS = {
  bulleted: INSERT_UNORDERED_LIST_COMMAND,
  numbered: INSERT_ORDERED_LIST_COMMAND,
  todo: INSERT_CHECK_LIST_COMMAND,
} as const;

/** What Lexical's own blocks can be. */
const KINDS = [
  'text',
  'heading1',
  'heading2',
  'heading3',
  'bulleted',
  'numbered',
  'todo',
  'quote',
  'code',
] as const satisfies readonly BlockKindName[];
type Block = (typeof KINDS)[number];

const CREATE: Readonly<
  Record<Exclude<Block, keyof typeof LIST_COMMANDS | 'code'>, () => ElementNode>
> = {
  text: () => $createParagraphNode(),
  heading1: () => $createHeadingNode('h1'),
  heading2: () => $createHeadingNode('h2'),
  heading3: () => $createHeadingNode('h3'),
  quote: () => $createQuoteNode(),
};

/** The tools of a Lexical editor. `dispose` ends it. */
export function createLexicalFormatting(editor: LexicalEditor): Formatting & { dispose(): void } {
  const listeners = new Set<() => void>();
  let formats = PLAIN;

  function show(change: Partial<Formats>): void {
    const next = { ...formats, ...change };
    if (sameFormats(formats, next)) return;
    formats = next;
    for (const listener of listeners) listener();
  }
  const focused = (): boolean => editor.getRootElement()?.contains(document.activeElement) ?? false;

  /** Runs `task` on the selection; a page that was never entered is entered at its end. */
  function edit(task: (selection: RangeSelection) => void): void {
    editor.update(() => {
      // Lexical would follow its selection with the focus, away from the toolbar that somebody walks along.
      if (!focused()) $addUpdateTag(SKIP_DOM_SELECTION_TAG);
      const selection = $getSelection() ?? $getRoot().selectEnd();
      if ($isRangeSelection(selection)) task(selection);
    });
  }

  const unregister = mergeRegister(
    editor.registerUpdateListener(({ editorState }) => show(editorState.read($readFormats))),
    editor.registerCommand(
      CAN_UNDO_COMMAND,
      (canUndo) => {
        show({ canUndo });
        return false;
      },
      COMMAND_PRIORITY_LOW,
    ),
    editor.registerCommand(
      CAN_REDO_COMMAND,
      (canRedo) => {
        show({ canRedo });
        return false;
      },
      COMMAND_PRIORITY_LOW,
    ),
  );

  return {
    kinds: KINDS,
    get: () => formats,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    turnInto: (kind) => {
      const block = KINDS.find((one) => one === kind);
      if (block) edit((selection) => $turnInto(editor, selection, block));
    },
    toggle: (mark) => edit(() => editor.dispatchCommand(FORMAT_TEXT_COMMAND, TEXT_FORMATS[mark])),
    link: (address) => edit((selection) => $link(editor, selection, address)),
    undo: () => void editor.dispatchCommand(UNDO_COMMAND, undefined),
    redo: () => void editor.dispatchCommand(REDO_COMMAND, undefined),
    focus() {
      if (!focused()) editor.focus(undefined, { defaultSelection: 'rootStart' });
    },
    enter() {
      editor.update(() => void $getRoot().selectStart(), { discrete: true });
      editor.focus();
    },
    dispose: unregister,
  };
}

function $turnInto(editor: LexicalEditor, selection: RangeSelection, block: Block): void {
  switch (block) {
    case 'bulleted':
    case 'numbered':
    case 'todo':
      editor.dispatchCommand(LIST_COMMANDS[block], undefined);
      return;
    case 'code':
      $turnIntoCode(selection);
      return;
    default:
      $setBlocksType(selection, CREATE[block]);
  }
}

/** One block of code, also for several paragraphs, which become its lines. */
function $turnIntoCode(selection: RangeSelection): void {
  const [anchor, focus] = [selection.anchor.getNode(), selection.focus.getNode()];
  const oneBlock = anchor.getTopLevelElement() === focus.getTopLevelElement();
  if (oneBlock) {
    $setBlocksType(selection, () => $createCodeNode());
    return;
  }
  const lines = selection.getTextContent().replaceAll('\n\n', '\n');
  selection.insertNodes([$createCodeNode()]);
  const inside = $getSelection();
  if ($isRangeSelection(inside)) inside.insertRawText(lines);
}

function $link(
  editor: LexicalEditor,
  selection: RangeSelection,
  address: string | undefined,
): void {
  const link = $findMatchingParent(selection.anchor.getNode(), $isLinkNode);
  if (!selection.isCollapsed() || address === undefined) {
    editor.dispatchCommand(TOGGLE_LINK_COMMAND, address ?? null);
  } else if (link) {
    link.setURL(address);
  } else {
    // Nothing is selected: the address is its own text.
    const text = $createTextNode(
      address.replace(/^(?:https?:\/\/|mailto:)/, '').replace(/\/$/, ''),
    );
    selection.insertNodes([$createLinkNode(address).append(text)]);
  }
}
