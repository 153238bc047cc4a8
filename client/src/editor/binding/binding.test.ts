import { createHeadlessEditor } from '@lexical/headless';
import { seededRandom } from '@weft/shared/testing/random';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { splitBlock } from '@weft/shared/model/operations/split';
import { insertText } from '@weft/shared/model/operations/text';
import { $getRoot, $getSelection, $isRangeSelection } from 'lexical';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { PAGE_NODES } from '../nodes.ts';
import { BlockBinding } from './binding.ts';

function peer(seed: number) {
  const random = seededRandom(seed);
  const doc = new Y.Doc();
  doc.clientID = seed;
  const editor = createHeadlessEditor({ nodes: PAGE_NODES, onError: (e) => { throw e; } });
  const binding = new BlockBinding({ editor, doc, random: () => random.next(), now: () => 0 });
  return { doc, editor, binding };
}
const text = (editor: ReturnType<typeof peer>['editor']) => editor.read(() => $getRoot().getChildren().map((c) => c.getTextContent()));

test('EDIT-1 scratch', () => {
  const a = peer(1);
  const b = peer(2);
  a.doc.on('update', (u: Uint8Array) => Y.applyUpdate(b.doc, u, 'remote'));
  b.doc.on('update', (u: Uint8Array) => { Y.applyUpdate(a.doc, u, 'remote'); });
  expect(text(a.editor)).toEqual(['']);
  a.editor.update(() => { $getRoot().selectEnd(); const s = $getSelection(); if ($isRangeSelection(s)) s.insertText('hello world'); }, { discrete: true });
  expect(text(a.editor)).toEqual(['hello world']);
  expect(text(b.editor)).toEqual(['hello world']);
  const [id = ''] = a.binding.page.children('');
  b.editor.update(() => { b.binding.$run(() => { const made = splitBlock(b.binding.writer, id, 5) ?? ''; return { block: made, offset: 0 }; }); }, { discrete: true });
  expect(text(a.editor)).toEqual(['hello', ' world']);
  insertBlocks(a.binding.writer, [{ type: 'numbered', runs: [{ text: 'x', marks: { bold: true, link: 'https://a.test' } }] }, { type: 'divider' }], '', 1);
  insertText(a.binding.writer, id, 5, [{ text: '!', marks: {} }]);
  expect(text(b.editor)).toEqual(['hello!', 'x', '\n', ' world']);
  b.editor.update(() => { const s = $getSelection(); if ($isRangeSelection(s)) s.insertText('Z'); }, { discrete: true });
  expect(text(a.editor)).toEqual(['hello!', 'x', '\n', 'Z world']);
  console.log(JSON.stringify(a.editor.getEditorState().toJSON()).slice(0, 900), a.binding.strayChanges, b.binding.strayChanges);
});
