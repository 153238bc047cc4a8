import { createHeadlessEditor } from '@lexical/headless';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import type { PagePeer } from '@weft/shared/testing/page-peer';
import { seededRandom } from '@weft/shared/testing/random';
import {
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  $setCompositionKey,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  type ElementNode,
  type LexicalCommand,
  type LexicalEditor,
} from 'lexical';
import * as Y from 'yjs';
import { BlockBinding } from '../binding/binding.ts';
import type { OpenToggles } from '../binding/folding.ts';
import { $nodeAt, $select, $selectionEnds, type Ends } from '../binding/points.ts';
import { registerBlockKeys } from '../keys/block-keys.ts';
import { registerCellKeys } from '../keys/cell-keys.ts';
import { registerCommandKeys } from '../keys/command-keys.ts';
import { registerCommands } from '../keys/commands.ts';
import { createLastColor } from '../commands/recolor.ts';
import { registerLineEditing } from '../keys/line-editing.ts';
import { registerFootnoteKeys } from '../keys/footnote-keys.ts';
import { registerMarkdown } from '../keys/markdown.ts';
import { registerPageKeys } from '../keys/page-keys.ts';
import { registerRecoloring } from '../keys/recoloring.ts';
import { registerVoidKeys } from '../keys/void-keys.ts';
import { registerTypedAddresses } from '../keys/typed-address.ts';
import { $isBlockNode, type BlockNode } from '../nodes/block-node.ts';
import { PAGE_NODES } from '../nodes.ts';
import { BlockSelection } from '../selection/block-selection.ts';
import { readSketch } from './page-sketch.ts';

/** One of several people who write in the same page, each in an editor of their own. */
export interface EditorPeer extends Omit<PagePeer, 'history'> {
  readonly editor: LexicalEditor;
  readonly binding: BlockBinding;
  readonly history: PagePeer['history'];
  /** Runs an update and lets the editor react to it. */
  edit(change: () => void): void;
  press<Payload>(command: LexicalCommand<Payload>, payload: Payload): void;
  /** Types at the selection, a key at a time. */
  type(text: string): void;
  /** Puts the selection between two places of lines, or the caret at one. */
  select(anchor: string, from: number, focus?: string, to?: number): void;
  /** Where the selection is. */
  ends(): Ends | undefined;
  /** An input method begins to compose at the caret, which must be in text. */
  compose(): void;
  /** It puts another text in the place of what it has composed so far. */
  recompose(before: string, after: string): void;
  /** It is done. */
  endComposition(): void;
}

/** A peer with a document of its own, empty or with `state` in it, and every key that the app has. */
export function editorPeer(
  client: number,
  state?: Uint8Array,
  openToggles?: OpenToggles,
): EditorPeer {
  const random = seededRandom(client);
  const doc = new Y.Doc();
  doc.clientID = client;
  if (state) Y.applyUpdate(doc, state, 'start');
  const editor = createHeadlessEditor({
    nodes: PAGE_NODES,
    onError(error) {
      throw error;
    },
  });
  registerLineEditing(editor);
  const binding = new BlockBinding({
    editor,
    doc,
    random: () => random.next(),
    now: () => client * 1000,
    ...(openToggles && { openToggles }),
  });
  const selection = new BlockSelection(binding);
  registerBlockKeys(binding, selection);
  registerCellKeys(binding);
  registerFootnoteKeys(binding);
  registerVoidKeys(binding, selection);
  registerCommandKeys(binding);
  registerCommands(binding);
  registerPageKeys(binding);
  registerMarkdown(binding);
  registerRecoloring(binding, createLastColor());
  registerTypedAddresses(binding);
  // What an update listener begins is done when the next update is.
  const edit = (change: () => void): void => {
    editor.update(change, { discrete: true });
    editor.update(() => {}, { discrete: true });
  };
  const peer: EditorPeer = {
    doc,
    editor,
    binding,
    page: binding.page,
    writer: binding.writer,
    history: binding.history as unknown as PagePeer['history'],
    edit,
    press(command, payload) {
      edit(() => void editor.dispatchCommand(command, payload));
    },
    type(text) {
      for (const key of text) peer.press(CONTROLLED_TEXT_INSERTION_COMMAND, key);
    },
    select(anchor, from, focus = anchor, to = from) {
      edit(() => {
        const [first, last] = [binding.$lineOf(anchor), binding.$lineOf(focus)];
        if (!first || !last) throw new Error('There is no such line.');
        $select(first, from, last, to);
        $takeFormat();
      });
    },
    ends: () => editor.read($selectionEnds),
    compose() {
      edit(() => {
        const ends = $selectionEnds();
        const line = ends && binding.$lineOf(ends.focus.block);
        if (line) $setCompositionKey($nodeAt(line, ends.focus.offset).key);
      });
    },
    recompose(before, after) {
      edit(() => {
        const selection = $getSelection();
        const node = $isRangeSelection(selection) ? selection.anchor.getNode() : null;
        if (!$isRangeSelection(selection) || !$isTextNode(node))
          throw new Error('No caret in text.');
        const start = selection.anchor.offset - before.length;
        node.spliceText(start, before.length, after, true);
      });
    },
    endComposition() {
      edit(() => $setCompositionKey(null));
    },
  };
  return peer;
}

/**
 * A peer whose page is as the sketch has it, with the selection that it marks; nothing of it is to be undone. `ids` are
 * those of its lines.
 */
export function editorWith(...sketch: readonly string[]): EditorPeer & { readonly ids: string[] } {
  const { blocks, anchor, focus } = readSketch(sketch);
  const maker = editorPeer(999);
  insertBlocks(maker.writer, blocks, '', 0);
  const peer = editorPeer(1, Y.encodeStateAsUpdate(maker.doc));
  const ids = peer.editor.read(() => $linesIn($getRoot()).map(({ facts }) => facts.id));
  const line = (index: number): string => ids[index] ?? '';
  if (anchor && focus)
    peer.select(line(anchor.line), anchor.offset, line(focus.line), focus.offset);
  return { ...peer, ids };
}

/** What is typed next has the marks of where the caret is, as when a browser tells of a new selection. */
function $takeFormat(): void {
  const selection = $getSelection();
  if (!$isRangeSelection(selection)) return;
  const node = selection.anchor.getNode();
  selection.setFormat($isTextNode(node) ? node.getFormat() : 0);
  selection.setStyle($isTextNode(node) ? node.getStyle() : '');
}

/** All lines, in reading order. */
function $linesIn(node: ElementNode): BlockNode[] {
  return node.getChildren().flatMap((child) => {
    if ($isBlockNode(child)) return [child];
    return $isElementNode(child) ? $linesIn(child) : [];
  });
}

/** One more peer who has what `peer` has, and has not talked to it since. */
export function another(peer: EditorPeer): EditorPeer {
  return editorPeer(peer.doc.clientID + 1, Y.encodeStateAsUpdate(peer.doc));
}

/** Gives `to` all that `from` has. */
export function send(from: EditorPeer, to: EditorPeer): void {
  Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), from);
}

/** Until all have the same. */
export function sendAll(...peers: readonly EditorPeer[]): void {
  for (let round = 0; round < 2; round++) {
    for (const from of peers) for (const to of peers) if (from !== to) send(from, to);
  }
}
