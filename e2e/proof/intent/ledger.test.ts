import { expect, test } from 'vitest';
import { Doc } from 'yjs';
import { createLedger } from './ledger.ts';

/** A person whose page is one text; `shown` hides it. */
function person() {
  const doc = new Doc();
  const text = doc.getText('text');
  const view = { shown: true };
  return {
    doc,
    text,
    view,
    blocks: () => (view.shown ? [{ text: text.toString(), cell: false }] : []),
  };
}

test('PROOF-4 letters count as lost, as doubled, or as there', () => {
  const ledger = createLedger();
  ledger.typed('abc', undefined);
  ledger.typed('de', 1);
  expect(ledger.audit('a b dd')).toEqual({ typed: 5, lost: 2, doubled: 1 });
});

test('PROOF-4 a letter that somebody saw and deleted is not missed', () => {
  const ledger = createLedger();
  ledger.typed('abc', 1);
  ledger.deleted('b');
  expect(ledger.audit('')).toEqual({ typed: 3, lost: 2, doubled: 0 });
});

test('PROOF-5 letters that their author undoes are not missed', () => {
  const ledger = createLedger();
  const ada = person();
  ada.text.insert(0, 'abc');
  ledger.typed('ab', 1);
  ledger.typed('c', 2);
  ledger.undoing(1, ada, () => ada.text.delete(0, 2));
  expect(ledger.audit('c').lost).toBe(0);
});

test("PROOF-5 a teammate's letters that go with an undo are missed", () => {
  const ledger = createLedger();
  const ada = person();
  ada.text.insert(0, 'abc');
  ledger.typed('ab', 1);
  ledger.typed('c', 2);
  ledger.undoing(1, ada, () => ada.text.delete(0, 3));
  expect(ledger.audit('').lost).toBe(1);
});

test('PROOF-5 letters that stay on the page of the one who undoes are missed when they go later', () => {
  const ledger = createLedger();
  const ada = person();
  ada.text.insert(0, 'abc');
  ledger.typed('abc', 1);
  // As a move is undone that cut and pasted: the letters are deleted, and there again.
  ledger.undoing(1, ada, () => {
    ada.text.delete(0, 3);
    ada.text.insert(0, 'abc');
  });
  expect(ledger.audit('').lost).toBe(3);
});

test('PROOF-5 letters that were hidden can be undone', () => {
  const ledger = createLedger();
  const ada = person();
  ada.text.insert(0, 'ab');
  ledger.typed('ab', 1);
  ada.view.shown = false;
  ledger.undoing(1, ada, () => ada.text.delete(0, 1));
  expect(ledger.audit('').lost).toBe(1);
});
