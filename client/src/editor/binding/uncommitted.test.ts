import { mergeBlocks } from '@weft/shared/model/operations/merge';
import { splitBlock } from '@weft/shared/model/operations/split';
import { insertText } from '@weft/shared/model/operations/text';
import type { Writer } from '@weft/shared/model/writer';
import { $getSelection } from 'lexical';
import { expect, test } from 'vitest';
import { another, editorWith, send } from '../testing/editor-peer.ts';
import { expectShown, shown } from '../testing/shown.ts';

// Lexical commits an update at the end of the task. A host page may hand the document what others did before that.

type Act = (writer: Writer, ids: readonly string[]) => void;

const cases: [string, Act, string[]][] = [
  [
    'others type before it',
    (writer, [, id = '']) => insertText(writer, id, 0, [{ text: 'ab', marks: {} }]),
    ['one', 'abtwo!‸'],
  ],
  [
    'others split its line',
    (writer, [, id = '']) => void splitBlock(writer, id, 1),
    ['one', 't', 'wo!‸'],
  ],
  [
    'others join its line to the one above',
    (writer, [above = '', id = '']) => mergeBlocks(writer, above, id),
    ['onetwo!‸'],
  ],
];

test('EDIT-1 what others write is shown though an update that changed nothing was going on when they did', async () => {
  const ada = editorWith('one‸');
  const bob = another(ada);
  ada.editor.update(() => ada.doc.getText('title').insert(0, 'T'));
  insertText(bob.writer, ada.ids[0] ?? '', 0, [{ text: 'ab', marks: {} }]);
  send(bob, ada);
  await Promise.resolve();
  expect(shown(ada)).toEqual(['abone‸']);
});

test.each(cases)(
  'EDIT-1 a letter that is not committed yet goes where it was typed when %s',
  (_, act, seen) => {
    const ada = editorWith('one', 'two‸');
    const bob = another(ada);
    act(bob.writer, ada.ids);
    ada.editor.update(() => $getSelection()?.insertText('!'));
    send(bob, ada);
    ada.edit(() => {});
    expect(shown(ada)).toEqual(seen);
    expectShown(ada);
  },
);
