import { insertBlocks } from '@weft/shared/model/operations/insert';
import { insertText } from '@weft/shared/model/operations/text';
import type { Block } from '@weft/shared/model/block';
import type { PageChange } from '@weft/shared/model/page';
import { describe, expect, test, vi } from 'vitest';
import { another, editorWith, type EditorPeer, send } from '../testing/editor-peer.ts';
import { shown, text, textKeys } from '../testing/shown.ts';

function blocksOf({ page }: EditorPeer, ids: readonly string[]): (Block | undefined)[] {
  return ids.map((id) => page.block(id));
}

/** What changed about the page, and which nodes of the editor were made or touched, while `act` ran. */
function costOf(
  peer: EditorPeer,
  act: () => void,
): { changes: PageChange[]; touched: Set<string> } {
  const changes: PageChange[] = [];
  const touched = new Set<string>();
  const stops = [
    peer.page.observe((change) => changes.push(change)),
    peer.editor.registerUpdateListener(({ dirtyLeaves, dirtyElements }) => {
      for (const key of dirtyLeaves) touched.add(key);
      // Elements above a changed leaf are told of as well, but not as changed; of the root Lexical always says so.
      for (const [key, changed] of dirtyElements) if (changed && key !== 'root') touched.add(key);
    }),
  ];
  act();
  for (const stop of stops) stop();
  return { changes, touched };
}

describe('a keystroke', () => {
  const sketch = ['one', '[bulleted] two‸', '  three', '[code] four', '[table]', '  | five | six'];

  test('EDIT-2 reads its line again and no other', () => {
    const peer = editorWith(...sketch);
    const before = blocksOf(peer, peer.ids);
    const { changes, touched } = costOf(peer, () => peer.type('!'));
    const after = blocksOf(peer, peer.ids);
    expect(after.map((block, i) => block === before[i])).toEqual(peer.ids.map((_, i) => i !== 1));
    expect(changes).toHaveLength(1);
    expect(changes[0]?.texts).toEqual(new Set([peer.ids[1]]));
    expect(changes[0]?.containers.size).toBe(0);
    expect([...touched]).toEqual(textKeys(peer, peer.ids[1] ?? ''));
  });

  test('EDIT-2 of a teammate changes the text node of its line and touches no other', () => {
    const peer = editorWith(...sketch);
    const mate = another(peer);
    const [, , third = ''] = peer.ids;
    const keys = textKeys(peer, third);
    insertText(mate.writer, third, 5, [{ text: '!', marks: {} }]);
    const before = blocksOf(peer, peer.ids);
    const { touched } = costOf(peer, () => send(mate, peer));
    expect(blocksOf(peer, peer.ids).filter((block, i) => block !== before[i])).toHaveLength(1);
    expect([...touched]).toEqual(keys);
    expect(text(peer)).toContain('  three!');
  });

  test('EDIT-2 writes one transaction of a few bytes, however long the page is', () => {
    const peer = editorWith(...Array.from({ length: 500 }, (_, i) => `line ${i}`), 'here‸');
    const sent: number[] = [];
    peer.doc.on('update', (update: Uint8Array) => sent.push(update.length));
    peer.type('x');
    expect(sent).toHaveLength(1);
    expect(sent[0]).toBeLessThan(40);
  });
});

test('EDIT-1 what two people see follows each of them, line by line', () => {
  const ada = editorWith('‸');
  const bob = another(ada);
  ada.type('hello world');
  send(ada, bob);
  expect(shown(bob)).toEqual(['hello world']);
  insertBlocks(
    bob.writer,
    [{ type: 'todo', props: { checked: true } }, { type: 'divider' }],
    '',
    1,
  );
  send(bob, ada);
  expect(shown(ada)).toEqual(['hello world‸', '[todo checked]', '[divider]']);
});

test('EDIT-1 a binding that is over follows nothing and writes nothing', () => {
  const ada = editorWith('one‸');
  const bob = another(ada);
  ada.binding.dispose();
  const written = vi.fn();
  ada.doc.on('update', written);
  ada.type('x');
  expect(written).not.toHaveBeenCalled();
  bob.select(ada.ids[0] ?? '', 3);
  bob.type(' two');
  send(bob, ada);
  expect(ada.editor.read(() => ada.binding.$lineOf(ada.ids[0] ?? '')?.getTextContent())).toBe(
    'onex',
  );
});
