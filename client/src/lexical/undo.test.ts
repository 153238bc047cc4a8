import {
  CAN_REDO_COMMAND,
  CAN_UNDO_COMMAND,
  COMMAND_PRIORITY_LOW,
  type LexicalEditor,
  REDO_COMMAND,
  UNDO_COMMAND,
} from 'lexical';
import { expect, test, vi } from 'vitest';
import { Doc, encodeStateAsUpdate, XmlElement, XmlText } from 'yjs';
import { createLink } from './testing/link.ts';
import type { Peer } from './testing/peer.ts';
import { open, openPair } from './testing/peers.ts';

// What is typed within half a second is one step. Yjs takes its clock when it is imported.
const clock = vi.hoisted(() => {
  const { now } = Date;
  const moved = { ahead: 0 };
  Date.now = () => now() + moved.ahead;
  return moved;
});
const pause = (): void => void (clock.ahead += 1000);
const undo = (peer: Peer): void => peer.press(UNDO_COMMAND, undefined);
const redo = (peer: Peer): void => peer.press(REDO_COMMAND, undefined);

test('LEX-12 undo and redo take back own words and leave those of a teammate', () => {
  const { link, ada, bob } = openPair();
  ada.type('mine');
  link.settle();
  bob.place(0);
  bob.type(' yours');
  link.settle();
  undo(ada);
  link.settle();
  expect(bob.blocks()).toEqual([' yours']);
  redo(ada);
  link.settle();
  expect(bob.blocks()).toEqual(['mine yours']);
  expect(ada.content()).toEqual(bob.content());
});

test('LEX-12 undo goes back step by step', () => {
  const { ada } = openPair();
  ada.type('one');
  pause();
  ada.type(' two');
  undo(ada);
  expect(ada.blocks()).toEqual(['one']);
  undo(ada);
  expect(ada.blocks()).toEqual(['']);
  undo(ada);
  expect(ada.blocks()).toEqual(['']);
});

test('LEX-12 undo first takes back what Markdown has made of the text', () => {
  const { ada } = openPair();
  ada.type('# ');
  expect(ada.root.get(0)).toHaveProperty('nodeName', 'heading');
  undo(ada);
  expect(ada.blocks()).toEqual(['# ']);
  undo(ada);
  expect(ada.blocks()).toEqual(['']);
});

test('LEX-13 undoing a block leaves what a teammate has typed into it', () => {
  const { link, ada, bob } = openPair();
  ada.type('above');
  pause();
  ada.enter();
  ada.type('mine');
  link.settle();
  bob.place(1);
  bob.type(' yours');
  link.settle();
  undo(ada);
  link.settle();
  expect(bob.blocks()).toEqual(['above', ' yours']);
  expect(ada.content()).toEqual(bob.content());
});

test('LEX-13 a step that cannot be taken back takes no earlier one with it', () => {
  const { link, ada, bob } = openPair();
  ada.type('above');
  pause();
  ada.enter();
  link.settle();
  bob.place(1);
  bob.type('yours');
  link.settle();
  const can = watch(ada.editor);
  undo(ada);
  expect(ada.blocks()).toEqual(['above', 'yours']);
  expect(can).toEqual({ undo: true, redo: false });
  undo(ada);
  expect(ada.blocks()).toEqual(['', 'yours']);
  redo(ada);
  link.settle();
  expect(ada.blocks()).toEqual(['above', 'yours']);
  expect(ada.content()).toEqual(bob.content());
});

test('LEX-13 undoing a block that nobody else has written in removes it', () => {
  const { ada } = openPair();
  ada.type('above');
  pause();
  ada.enter();
  ada.type('mine');
  undo(ada);
  expect(ada.blocks()).toEqual(['above']);
  redo(ada);
  expect(ada.blocks()).toEqual(['above', 'mine']);
});

test('LEX-14 the editor is told whether there is something to undo and to redo', () => {
  const { link, ada, bob } = openPair();
  const can = watch(ada.editor);
  bob.type('theirs');
  link.settle();
  expect(can).toEqual({ undo: undefined, redo: undefined });
  ada.place(0);
  ada.type('x');
  expect(can).toEqual({ undo: true, redo: false });
  undo(ada);
  expect(can).toEqual({ undo: false, redo: true });
  ada.type('y');
  expect(can).toEqual({ undo: true, redo: false });
});

test('LEX-14 nothing is undone where nothing may be edited', () => {
  const { ada } = openPair();
  ada.type('x');
  ada.editor.setEditable(false);
  undo(ada);
  expect(ada.blocks()).toEqual(['x']);
});

test('LEX-15 merging texts that a teammate put side by side is no step of undo', () => {
  const link = createLink();
  const other = new Doc();
  link.join(other);
  const paragraph = new XmlElement('paragraph');
  paragraph.insert(0, [new XmlText('one')]);
  other.get('root-v2', XmlElement).insert(0, [paragraph]);
  const peer = open({ link, start: encodeStateAsUpdate(other) });
  const can = watch(peer.editor);
  paragraph.insert(1, [new XmlText('two')]);
  link.settle();
  expect(peer.blocks()).toEqual(['onetwo']);
  expect((peer.root.get(0) as XmlElement).length).toBe(1);
  expect(can.undo).toBeUndefined();
});

function watch(editor: LexicalEditor): { undo?: boolean | undefined; redo?: boolean | undefined } {
  const can: ReturnType<typeof watch> = { undo: undefined, redo: undefined };
  const note = (key: 'undo' | 'redo') => (value: boolean) => {
    can[key] = value;
    return false;
  };
  editor.registerCommand(CAN_UNDO_COMMAND, note('undo'), COMMAND_PRIORITY_LOW);
  editor.registerCommand(CAN_REDO_COMMAND, note('redo'), COMMAND_PRIORITY_LOW);
  return can;
}
