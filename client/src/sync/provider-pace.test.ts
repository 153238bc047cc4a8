import { expect, test } from 'vitest';
import type { Down } from '@weft/shared/protocol/down';
import { docId } from './testing/ids.ts';
import { cursorAt, openProvider, refusal, sentence, settled } from './testing/scripted-provider.ts';
import { textOf } from './testing/writer.ts';

const company = (alone: boolean): Down => ({
  name: 'presence',
  doc: docId(1),
  present: [],
  ...(alone && { alone }),
});

/** A live provider that gathers, told whether it is alone. */
async function opened(alone: boolean) {
  const one = openProvider({ gather: true });
  await one.goLive();
  one.transport.streams.at(-1)!.event(company(alone));
  return {
    ...one,
    get text() {
      return textOf(...one.transport.appends.map(({ question }) => question.bytes));
    },
    get requests() {
      return one.transport.appends.length;
    },
    tell: (isAlone: boolean) => one.transport.streams.at(-1)!.event(company(isAlone)),
    async pass(ms: number) {
      one.clock.advance(ms);
      await settled();
    },
    async write(letters: string) {
      one.type(letters);
      await settled();
    },
  };
}

test('PACE-1 alone, the first edit leaves at once and what follows together', async () => {
  const one = await opened(true);
  await one.write('a');
  expect(one.requests).toBe(1);
  await one.acknowledge(1);
  for (const letter of ['b', 'c', 'd']) {
    await one.write(letter);
    await one.pass(200);
  }
  expect([one.requests, sentence(one.provider.save)]).toEqual([1, 'sending']);
  await one.pass(151);
  expect([one.requests, one.text]).toEqual([2, 'abcd']);
  await one.acknowledge(2);
  expect(sentence(one.provider.save)).toBe('saved');
  await one.pass(5_000);
  await one.write('e');
  expect(one.requests).toBe(3);
});

test('PACE-1 the moment somebody comes, what was gathered leaves', async () => {
  const one = await opened(true);
  await one.write('a');
  await one.acknowledge(1);
  await one.write('b');
  await one.pass(100);
  expect(one.requests).toBe(1);
  one.tell(false);
  await settled();
  expect([one.requests, one.text]).toEqual([2, 'ab']);
  await one.acknowledge(2);
  await one.write('c');
  expect(one.requests).toBe(2);
  await one.pass(30);
  expect(one.requests).toBe(3);
});

test('PACE-1 an answer that takes longer than edits are gathered keeps nothing waiting after it', async () => {
  const one = await opened(false);
  await one.write('a');
  await one.pass(400);
  await one.write('b');
  expect(one.requests).toBe(1);
  await one.acknowledge(1);
  expect([one.requests, one.text]).toEqual([2, 'ab']);
});

test('PACE-2 after too many the same is sent again when the server wishes, and less often from then on', async () => {
  const one = await opened(false);
  await one.write('a');
  one.transport.appends.at(-1)!.answer(refusal('too-many'));
  await settled();
  await one.pass(1_000);
  expect(one.requests).toBe(2);
  await one.acknowledge(1);
  await one.write('b');
  expect(one.requests).toBe(3);
  await one.acknowledge(2);
  await one.write('c');
  await one.pass(31);
  expect(one.requests).toBe(3);
  await one.pass(1_000);
  expect(one.requests).toBe(4);
});

test('PACE-5 what the server asks for counts from the next request on, and not for the first edit after a pause', async () => {
  const one = await opened(false);
  await one.write('a');
  one.transport.appends.at(-1)!.answer({ ok: true, cursor: cursorAt(1), paceMs: 400 });
  await settled();
  await one.write('b');
  await one.pass(31);
  expect(one.requests).toBe(2);
  await one.acknowledge(2);
  await one.write('c');
  await one.pass(300);
  expect(one.requests).toBe(2);
  await one.pass(100);
  expect([one.requests, one.text]).toEqual([3, 'abc']);
});

test('PACE-4 a page that goes away sends what was gathered, and keeps it on the device', async () => {
  const one = await opened(true);
  await one.write('a');
  await one.acknowledge(1);
  one.type('b');
  const gone = one.provider.destroy();
  expect([one.requests, one.text]).toEqual([2, 'ab']);
  await gone;
  expect(
    (await one.rows()).map(({ bytes }) => textOf(one.transport.appends[0]!.question.bytes, bytes)),
  ).toEqual(['ab']);
});

test('PACE-4 what is typed while a request is on its way goes with the page too, whichever arrives first', async () => {
  const one = await opened(true);
  await one.write('a');
  await one.write('b');
  one.type('c');
  expect(one.requests).toBe(1);
  const gone = one.provider.destroy();
  expect(one.requests).toBe(2);
  const last = one.transport.appends[1]!.question;
  expect(textOf(last.bytes)).toBe('abc');
  expect(last.session).not.toBe(one.transport.appends[0]!.question.session);
  await gone;
  expect(textOf(...(await one.rows()).map(({ bytes }) => bytes))).toBe('abc');
});

test('PACE-4 a document of this device sends its last words although its stream does not stand yet', async () => {
  const one = openProvider({ beginning: 'empty' });
  one.provider.connect();
  await settled();
  expect(one.transport.streams.length).toBe(0);
  one.type('a');
  await settled();
  one.type('b');
  const gone = one.provider.destroy();
  expect(textOf(...one.transport.appends.map(({ question }) => question.bytes))).toBe('ab');
  await gone;
});
