import { COMMAND_PRIORITY_EDITOR, UNDO_COMMAND } from 'lexical';
import { expect, test } from 'vitest';
import { editorWith } from '../testing/editor-peer.ts';
import { pressKey } from '../testing/press-key.ts';
import { text } from '../testing/shown.ts';
import { BLOCK_KINDS } from './block-kinds.ts';
import { $setIcon, CHOOSE_ICON_COMMAND } from './choose-icon.ts';
import { $turnInto } from './turn-into.ts';

test('CALLOUT-1 what becomes a callout has an icon, and what is one keeps its own, or none', () => {
  const peer = editorWith('o«ne', '[callout icon=🔥] two', '[callout] three', '[todo] fou»r');
  const { type, props } = BLOCK_KINDS.callout;
  peer.edit(() => $turnInto(peer.binding, type, props));
  expect(text(peer)).toEqual([
    '[callout icon=💡] one',
    '[callout icon=🔥] two',
    '[callout] three',
    '[callout icon=💡] four',
  ]);
});

test('CALLOUT-1 an icon is changed and taken away in one step, and only where there is a callout', () => {
  const peer = editorWith('[callout icon=🔥] one', 'two', '[callout] three');
  peer.edit(() => $setIcon(peer.binding, peer.ids, '🚀'));
  expect(text(peer)).toEqual(['[callout icon=🚀] one', 'two', '[callout icon=🚀] three']);
  peer.edit(() => $setIcon(peer.binding, peer.ids, undefined));
  expect(text(peer)).toEqual(['[callout] one', 'two', '[callout] three']);
  peer.press(UNDO_COMMAND, undefined);
  peer.press(UNDO_COMMAND, undefined);
  expect(text(peer)).toEqual(['[callout icon=🔥] one', 'two', '[callout] three']);
});

test('CALLOUT-1 Mod+Enter asks for an icon, of all callouts that are selected', () => {
  const peer = editorWith('[callout] o«ne', 'two', '[callout] thre»e');
  const asked: unknown[] = [];
  peer.editor.registerCommand(
    CHOOSE_ICON_COMMAND,
    (callouts) => asked.push(callouts) > 0,
    COMMAND_PRIORITY_EDITOR,
  );
  pressKey(peer, 'Escape');
  expect(pressKey(peer, 'Mod+Enter')).toBe(true);
  expect(asked).toEqual([[peer.ids[0], peer.ids[2]]]);
  peer.select(peer.ids[2] ?? '', 1);
  pressKey(peer, 'Mod+Enter');
  expect(asked[1]).toEqual([peer.ids[2]]);
  peer.select(peer.ids[1] ?? '', 1);
  pressKey(peer, 'Mod+Enter');
  expect(asked.length).toBe(2);
});
