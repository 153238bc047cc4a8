import { setProps } from '@weft/shared/model/operations/set-props';
import { turnBlocksInto } from '@weft/shared/model/operations/turn-into';
import { expect, test } from 'vitest';
import { editorWith } from '../testing/editor-peer.ts';

test('LOOK-3 what is in a callout has its colour, and another one when it changes', () => {
  const ada = editorWith('a', '  b', '    c', 'd');
  const [callout = '', ...others] = ada.ids;
  const boxed = (): unknown[] =>
    ada.editor.read(() =>
      others.map((id) => {
        const line = ada.binding.$lineOf(id);
        return line?.facts.boxed;
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

test('LOOK-4 bullets take turns by how deep they are in their own list, whatever that is in', () => {
  const ada = editorWith(
    '[quote] a',
    '  [bulleted] b',
    '    [bulleted] c',
    '      [todo] d',
    '        [bulleted] e',
  );
  const bullets = ada.editor.read(() =>
    ada.ids.map((id) => ada.binding.$lineOf(id)?.facts.bullets),
  );
  expect(bullets).toEqual([0, 0, 1, 2, 0]);
});
