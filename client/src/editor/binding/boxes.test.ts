import { setProps } from '@weft/shared/model/operations/set-props';
import { turnBlocksInto } from '@weft/shared/model/operations/turn-into';
import { expect, test } from 'vitest';
import { $isBlockNode } from '../nodes/block-node.ts';
import { editorWith } from '../testing/editor-peer.ts';

test('LOOK-3 what is in a callout has its colour, and another one when it changes', () => {
  const ada = editorWith('a', '  b', '    c', 'd');
  const [callout = '', ...others] = ada.ids;
  const boxed = (): unknown[] =>
    ada.editor.read(() =>
      others.map((id) => {
        const line = ada.binding.$lineOf(id);
        return $isBlockNode(line) ? line.facts.boxed : undefined;
      }),
    );
  turnBlocksInto(ada.writer, [callout], 'callout');
  setProps(ada.writer, [callout], { background: 'green' });
  expect(boxed()).toEqual(['green', 'green', '']);
  setProps(ada.writer, [callout], { background: 'red' });
  expect(boxed()).toEqual(['red', 'red', '']);
  turnBlocksInto(ada.writer, [callout], 'text');
  expect(boxed()).toEqual(['', '', '']);
});
