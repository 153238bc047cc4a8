import { MAX_BATCH_BYTES } from '@weft/shared/protocol/limits';
import { describe, expect, test } from 'vitest';
import { createOutbox, type Outbox } from './outbox.ts';
import type { OutboxRow } from './ports.ts';
import { docId, sessionId } from './testing/ids.ts';
import { createWriter, textOf } from './testing/writer.ts';

const DOC = docId(1);
const OWN = sessionId(1);
const DEAD = sessionId(9);

const keyOf = ({ session, seq }: Pick<OutboxRow, 'session' | 'seq'>) => ({
  doc: DOC,
  session,
  seq,
});
const dead = (seq: number, bytes: Uint8Array, n?: number): OutboxRow => ({
  doc: DOC,
  session: DEAD,
  seq,
  bytes,
  ...(n === undefined ? {} : { n }),
});

/** An outbox of `OWN` with each of `texts` staged as a row of its own. */
function staged(...texts: string[]): { outbox: Outbox; writer: ReturnType<typeof createWriter> } {
  const outbox = createOutbox(DOC, OWN);
  const writer = createWriter(7);
  for (const letters of texts) {
    outbox.add(writer.type(letters));
    outbox.stage();
  }
  return { outbox, writer };
}

/** What an outbox still sends: everything is sealed, sent and acknowledged, one after the other. */
function drain(outbox: Outbox): { session: string; n: number; text: string }[] {
  const sent: { session: string; n: number; text: string }[] = [];
  outbox.stage();
  for (let next = outbox.next; !outbox.isEmpty; next = outbox.next) {
    if (next) {
      sent.push({ session: next.session, n: next.n, text: textOf(next.bytes) });
      outbox.acknowledge();
    } else outbox.seal();
  }
  return sent;
}

test('SYNC-2 what was typed is in memory only until it is staged, and not to be sent until sealed', () => {
  const outbox = createOutbox(DOC, OWN);
  expect(outbox).toMatchObject({ isEmpty: true, isVolatile: false, next: undefined });
  const update = createWriter(7).type('a');
  outbox.add(update);
  expect(outbox).toMatchObject({ isEmpty: false, isVolatile: true, next: undefined });
  expect(outbox.seal()).toBeUndefined();

  const row = { doc: DOC, session: OWN, seq: 0, bytes: update };
  expect(outbox.stage()).toEqual({ put: [row], remove: [] });
  expect(outbox).toMatchObject({ isEmpty: false, isVolatile: false, next: undefined });
  expect(outbox.stage()).toBeUndefined();

  const sealed = { doc: DOC, session: OWN, seq: 1, n: 1, bytes: update };
  expect(outbox.seal()).toEqual({ put: [sealed], remove: [keyOf(row)] });
  expect(outbox.next).toEqual(sealed);
  expect(outbox.acknowledge()).toEqual({ put: [], remove: [keyOf(sealed)] });
  expect(outbox).toMatchObject({ isEmpty: true, next: undefined });
});

test('SYNC-2 many edits become one row, with every letter', () => {
  const outbox = createOutbox(DOC, OWN);
  const writer = createWriter(7);
  for (const letter of 'abc') outbox.add(writer.type(letter));
  outbox.add(writer.delete(1));
  const { put } = outbox.stage()!;
  expect(put.map(({ bytes }) => textOf(bytes))).toEqual(['bc']);
});

test('SYNC-3 a batch is numbered once: nothing else is, until it is acknowledged', () => {
  const { outbox, writer } = staged('a');
  outbox.seal();
  const first = outbox.next!;
  outbox.add(writer.type('b'));
  outbox.stage();
  expect(outbox.seal()).toBeUndefined();
  expect(outbox.next).toBe(first);
  outbox.acknowledge();
  outbox.seal();
  expect(outbox.next).toMatchObject({ session: OWN, n: 2 });
  expect(textOf(first.bytes, outbox.next!.bytes)).toBe('ab');
});

test('SYNC-2 an acknowledgement that nothing waits for removes nothing', () => {
  const { outbox } = staged('a');
  expect(outbox.acknowledge()).toEqual({ put: [], remove: [] });
  expect(outbox.isEmpty).toBe(false);
});

describe('a batch', () => {
  const letters = (length: number) => 'x'.repeat(length);

  test('SYNC-2 holds all that is staged, as one update with every letter', () => {
    const { outbox } = staged('ab', 'cd', 'ef');
    expect(outbox.seal()!.remove).toHaveLength(3);
    expect(drain(outbox)).toEqual([{ session: OWN, n: 1, text: 'abcdef' }]);
  });

  test('SYNC-2 stops before it would be larger than the limit, and the rest follows in order', () => {
    const third = Math.floor(MAX_BATCH_BYTES / 3);
    const { outbox } = staged(letters(third), letters(third), letters(third), 'end');
    outbox.seal();
    expect(outbox.next!.bytes.length).toBeLessThanOrEqual(MAX_BATCH_BYTES);
    const first = outbox.next!.bytes;
    outbox.acknowledge();
    outbox.seal();
    expect(textOf(first, outbox.next!.bytes)).toBe(`${letters(third * 3)}end`);
    outbox.acknowledge();
    expect(outbox.isEmpty).toBe(true);
  });

  test('SYNC-2 holds a single edit larger than the limit, alone', () => {
    const { outbox } = staged(letters(MAX_BATCH_BYTES * 2), 'y');
    expect(outbox.seal()!.remove).toHaveLength(1);
    expect(drain(outbox).map(({ n, text }) => [n, text.length])).toEqual([
      [1, MAX_BATCH_BYTES * 2],
      // The second needs the first to be shown.
      [2, 0],
    ]);
  });
});

describe('rows of a dead session', () => {
  const writer = createWriter(8);
  const [one, two, three] = [writer.type('1'), writer.type('2'), writer.type('3')] as const;
  const theirs = [dead(4, one, 3), dead(5, two), dead(6, three)];

  test('SYNC-3 SYNC-5 numbered ones are sent verbatim and first, the rest under our own numbers', () => {
    const { outbox } = staged('mine');
    expect(outbox.adopt(theirs)).toEqual({
      put: [
        { doc: DOC, session: OWN, seq: 1, bytes: two },
        { doc: DOC, session: OWN, seq: 2, bytes: three },
      ],
      remove: [keyOf(theirs.at(1)!), keyOf(theirs.at(2)!)],
    });
    expect(outbox.next).toEqual(theirs[0]);
    expect(outbox.seal()).toBeUndefined();
    expect(outbox.acknowledge()).toEqual({ put: [], remove: [keyOf(theirs.at(0)!)] });
    outbox.seal();
    const { session, n, bytes } = outbox.next!;
    expect({ session, n, text: [...textOf(one, bytes)].toSorted().join('') }).toEqual({
      session: OWN,
      n: 1,
      text: '123eimn',
    });
  });

  test('SYNC-5 numbered ones alone need no durable change: they are where they belong', () => {
    const outbox = createOutbox(DOC, OWN);
    expect(outbox.adopt([dead(4, one, 3)])).toBeUndefined();
    expect(outbox).toMatchObject({ isEmpty: false, isVolatile: false });
  });

  test('SYNC-3 SYNC-5 taken over while ours is on its way, they wait for its acknowledgement', () => {
    const { outbox } = staged('mine');
    outbox.seal();
    const onItsWay = outbox.next!;
    outbox.adopt(theirs);
    expect(outbox.next).toBe(onItsWay);
    expect(outbox.acknowledge().remove).toEqual([keyOf(onItsWay)]);
    expect(outbox.next).toEqual(theirs[0]);
    expect(drain(outbox).map(({ session, n }) => [session, n])).toEqual([
      [DEAD, 3],
      [OWN, 2],
    ]);
  });
});

describe('starting over', () => {
  const NEXT = sessionId(2);

  test('SYNC-6 drops every row, and sends the difference as number 1 of the new session', () => {
    const { outbox, writer } = staged('a', 'b');
    outbox.seal();
    outbox.add(writer.type('c'));
    outbox.stage();
    outbox.adopt([dead(3, createWriter(8).type('d'), 5), dead(4, createWriter(9).type('e'))]);
    outbox.add(writer.type('f'));
    const diff = createWriter(7).type('everything');
    const { put, remove } = outbox.restart(NEXT, diff);
    expect(put).toEqual([{ doc: DOC, session: NEXT, seq: expect.any(Number), bytes: diff }]);
    expect(remove.map(({ session }) => session).toSorted()).toEqual([OWN, OWN, OWN, DEAD]);
    expect(outbox).toMatchObject({ session: NEXT, isVolatile: false });
    expect(drain(outbox)).toEqual([{ session: NEXT, n: 1, text: 'everything' }]);
  });

  test('SYNC-6 with nothing missing leaves nothing to send', () => {
    const { outbox } = staged('a');
    expect(outbox.restart(NEXT, undefined)).toEqual({
      put: [],
      remove: [keyOf({ session: OWN, seq: 0 })],
    });
    expect(outbox.isEmpty).toBe(true);
  });
});
