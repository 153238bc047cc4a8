import { manualClock } from '@weft/shared/testing/clock';
import { mintDocId, type DocId } from '@weft/shared/protocol/ids';
import { expect, test } from 'vitest';
import type { Waiting } from '../pages/waiting.ts';
import { createDeliveries } from './deliveries.ts';

const idOf = (number: number): DocId => mintDocId((length) => new Uint8Array(length).fill(number));
const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Pages with unsent text, and a server that says to each what it is given. */
function open(
  answers: ReadonlyMap<DocId, Waiting | undefined>,
  due: (id: DocId) => boolean = () => true,
) {
  const left = new Set(answers.keys());
  const asked: DocId[] = [];
  const clock = manualClock(0);
  const deliveries = createDeliveries({
    documents: async () => [...left],
    async deliver(id) {
      asked.push(id);
      const why = answers.get(id);
      if (why === undefined) left.delete(id);
      return why;
    },
    isDue: due,
    exclusively: (task) => task(),
    clock,
  });
  return { deliveries, asked, clock, left };
}

test('OFFLINE-2 pages that are not open are sent one after the other, and then nothing waits', async () => {
  const { deliveries, asked } = open(new Map([1, 2, 3].map((n) => [idOf(n), undefined])));
  const seen: number[] = [];
  deliveries.subscribe(() => seen.push(deliveries.get().size));
  deliveries.send();
  await settled();
  expect(asked).toEqual([idOf(1), idOf(2), idOf(3)]);
  expect(seen).toEqual([3, 0]);
});

test('OFFLINE-2 without a network one is tried, all wait, and later it is tried again', async () => {
  const answers = new Map<DocId, Waiting | undefined>([1, 2].map((n) => [idOf(n), 'waiting']));
  const { deliveries, asked, clock } = open(answers);
  deliveries.send();
  await settled();
  expect([asked, [...deliveries.get().values()]]).toEqual([[idOf(1)], ['waiting', 'waiting']]);
  answers.set(idOf(1), undefined).set(idOf(2), undefined);
  clock.advance(15_000);
  await settled();
  expect([asked, deliveries.get().size]).toEqual([[idOf(1), idOf(1), idOf(2)], 0]);
});

test('OFFLINE-2 what the server refuses says why, and keeps no other page from being sent', async () => {
  const { deliveries, left } = open(
    new Map([
      [idOf(1), 'document-full'],
      [idOf(2), undefined],
    ]),
  );
  deliveries.send();
  await settled();
  expect([...deliveries.get()]).toEqual([[idOf(1), 'document-full']]);
  expect([...left]).toEqual([idOf(1)]);
});

test('OFFLINE-2 pages that are open, or that the server has not heard of, are left to wait', async () => {
  const { deliveries, asked } = open(
    new Map([1, 2].map((n) => [idOf(n), undefined])),
    (id) => id !== idOf(1),
  );
  deliveries.send();
  await settled();
  expect(asked).toEqual([idOf(2)]);
  expect([...deliveries.get().keys()]).toEqual([idOf(1)]);
});
