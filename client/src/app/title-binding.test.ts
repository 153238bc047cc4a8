import { MAX_TITLE_LENGTH } from '@weft/shared/protocol/limits';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { bindTitle, type TitleField } from './title-binding.ts';

/** A text field as far as a title needs one; it counts how often it is written. */
class Field extends EventTarget implements TitleField {
  selectionStart = 0;
  selectionEnd = 0;
  writes = 0;
  #value = '';

  get value(): string {
    return this.#value;
  }
  set value(text: string) {
    this.writes += 1;
    this.#value = text;
    this.setSelectionRange(text.length, text.length);
  }
  setSelectionRange(start: number, end: number): void {
    this.selectionStart = start;
    this.selectionEnd = end;
  }
  /** What a key press or an input method does: the text changes, and then an event says so. */
  type(text: string, caret = text.length): void {
    this.#value = text;
    this.setSelectionRange(caret, caret);
    this.dispatchEvent(new Event('input'));
  }
  compose(event: 'start' | 'end'): void {
    this.dispatchEvent(new Event(`composition${event}`));
  }
}

function open(text = '') {
  const doc = new Y.Doc();
  const title = doc.getText('title');
  title.insert(0, text);
  const field = new Field();
  const heard: string[] = [];
  const stop = bindTitle(field, title, (next) => heard.push(next));
  field.writes = 0;
  /** A teammate's edit arrives. */
  const receive = (index: number, remove: number, insert: string): void => {
    const peer = new Y.Doc();
    Y.applyUpdate(peer, Y.encodeStateAsUpdate(doc));
    peer.getText('title').delete(index, remove);
    peer.getText('title').insert(index, insert);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(peer), 'remote');
  };
  return { doc, title, field, heard, stop, receive };
}

test('APP-7 what is typed becomes the smallest edit of the document, and the field is left alone', () => {
  const { doc, title, field } = open('Plan');
  const deltas: unknown[] = [];
  title.observe((event) => deltas.push(event.delta));
  field.type('Plans', 5);
  expect(title.toString()).toBe('Plans');
  expect(deltas).toEqual([[{ retain: 4 }, { insert: 's' }]]);
  expect(field.writes).toBe(0);
  expect(doc.store.clients.get(doc.clientID)).toHaveLength(1);
});

test('APP-8 a teammate’s edit appears in the field, and the caret stays at its letter', () => {
  const { field, receive } = open('autumn release');
  field.setSelectionRange(3, 6);
  receive(0, 0, 'The ');
  expect(field.value).toBe('The autumn release');
  expect([field.selectionStart, field.selectionEnd]).toEqual([7, 10]);
});

test('APP-9 nothing rewrites the field while an input method composes', () => {
  const { title, field, receive } = open('ab');
  field.compose('start');
  field.type('a木b', 2);
  receive(0, 0, '>>');
  expect(field.writes).toBe(0);
  field.compose('end');
  expect(title.toString()).toBe('>>a木b');
  expect(field.value).toBe('>>a木b');
  expect(field.selectionStart).toBe(4);
});

test('APP-9 a word still being composed when the page closes is kept', () => {
  const { title, field, stop } = open('ab');
  field.compose('start');
  field.type('ab木');
  stop();
  expect(title.toString()).toBe('ab木');
});

test('APP-6 a line break becomes a space and a title grows no longer than the limit', () => {
  const { title, field } = open();
  field.type('one\ntwo');
  expect(title.toString()).toBe('one two');
  expect(field.value).toBe('one two');
  field.type('x'.repeat(MAX_TITLE_LENGTH + 10));
  expect(title.length).toBe(MAX_TITLE_LENGTH);
});

test('APP-6 a title that merged to more than the limit can still be edited', () => {
  const { title, field } = open('x'.repeat(MAX_TITLE_LENGTH + 10));
  field.type(`y${'x'.repeat(MAX_TITLE_LENGTH + 9)}`, 1);
  expect(title.toString()).toBe(`y${'x'.repeat(MAX_TITLE_LENGTH + 9)}`);
});

test('APP-10 everybody who shows the title hears of every change, whoever made it', () => {
  const { field, heard, receive, stop } = open('a');
  field.type('ab');
  receive(0, 0, '-');
  stop();
  receive(0, 0, '-');
  expect(heard).toEqual(['a', 'ab', '-ab']);
});
