import { expect, test } from 'vitest';
import type { Down } from '@weft/shared/protocol/down';
import { mintSpaceId } from '@weft/shared/protocol/ids';
import { spaceTopic } from '@weft/shared/protocol/topic';
import { docId, sessionId } from '../sync/testing/ids.ts';
import { connectionOf } from './shared-connections.ts';
import { BEAT, HELLO, liveOf, openConnection, rowOf } from './testing/scripted-connection.ts';

const named = (...docs: [n: number, offset: number][]): string[] =>
  docs.map(([n, offset]) => `${docId(n)}@${offset}`);

test('TAB-1 documents that are asked for together share one stream, each from its own cursor', async () => {
  const { follow, network, pass } = openConnection();
  const [one, two, three] = [follow(1, 5), follow(2, 7), follow(3)];
  await pass(10);
  expect(network.asked.map(({ kind, docs }) => [kind, docs])).toEqual([
    ['stream', named([1, 5], [2, 7], [3, 0])],
  ]);
  expect(network.asked[0]!.query.getAll('session')).toHaveLength(3);
  await network.asked[0]!.say(HELLO, liveOf(1, 5), rowOf(2, 8), liveOf(2, 8), BEAT);
  expect(one.heard).toEqual(['hello', 'live', 'beat']);
  expect(two.heard).toEqual(['hello', '8', 'live', 'beat']);
  expect(three.heard).toEqual(['hello', 'beat']);
});

test('TAB-1 beyond 64 documents there are several streams', async () => {
  const { follow, network, pass } = openConnection();
  const many = Array.from({ length: 130 }, (_, i) => follow(i));
  await pass(10);
  expect(network.asked.map(({ docs }) => docs.length)).toEqual([64, 64, 2]);
  for (const request of network.asked) await request.say(HELLO);
  // Somebody who comes when another has gone takes the place.
  many[5]!.stop();
  follow(200);
  await pass(10);
  expect(network.asked).toHaveLength(4);
  expect(network.asked[3]!.docs).toHaveLength(64);
});

test('TAB-1 a document that several follow is asked for once, from where the last of them is, with the bytes of all rows', async () => {
  const { follow, network, pass } = openConnection();
  const [one, two] = [follow(1, 5), follow(1, 3)];
  follow(2);
  await pass(10);
  const [request] = network.asked;
  expect(request!.docs).toEqual(named([1, 3], [2, 0]));
  expect(request!.query.getAll('session')).toEqual([sessionId(2)]);
  expect(request!.query.getAll('here')).toEqual([sessionId(1)]);
  await request!.say(HELLO, rowOf(1, 4), rowOf(1, 5), rowOf(1, 6));
  expect([one.heard, two.heard]).toEqual([
    ['hello', '4', '5', '6'],
    ['hello', '4', '5', '6'],
  ]);
  // Another generation of the document's history is another request.
  follow(1, 9, undefined, 'epochBepoch');
  await pass(10);
  expect(network.asked.map(({ docs }) => docs.length)).toEqual([2, 1]);
});

test('TAB-2 another set is asked for before the old stream ends, and goes on from what was told last', async () => {
  const { follow, network, pass } = openConnection();
  const first = follow(1);
  await pass(10);
  const [old] = network.asked;
  await old!.say(HELLO, rowOf(1, 1), liveOf(1, 1));
  const second = follow(2);
  await pass(10);
  const [, fresh] = network.asked;
  expect(fresh!.docs).toEqual(named([1, 1], [2, 0]));
  expect(old!.isOver).toBe(false);
  await old!.say(rowOf(1, 2));
  await pass(1_000);
  expect(old!.isOver).toBe(false);
  await fresh!.say(HELLO);
  expect(old!.isOver).toBe(true);
  await fresh!.say(rowOf(1, 2), rowOf(1, 3), rowOf(2, 1));
  expect(first.heard.filter((name) => Number(name))).toEqual(['1', '2', '2', '3']);
  expect(second.heard).toEqual(['hello', '1']);
  expect([first.losses, second.losses]).toEqual([[], []]);
});

test('TAB-2 whoever comes while a set is being asked for is in the next one', async () => {
  const { follow, network, pass } = openConnection();
  follow(1);
  await pass(10);
  follow(2);
  await pass(10);
  follow(3);
  await pass(10);
  expect(network.asked).toHaveLength(1);
  await network.asked[0]!.say(HELLO);
  expect(network.asked[1]!.docs).toEqual(named([1, 0], [2, 0], [3, 0]));
});

test('TAB-2 documents that nobody follows any more are let go after a moment, and the last one at once', async () => {
  const { follow, network, pass } = openConnection();
  const [one, two] = [follow(1), follow(2)];
  await pass(10);
  await network.asked[0]!.say(HELLO);
  two.stop();
  await pass(500);
  expect(network.asked).toHaveLength(1);
  await network.asked[0]!.say(rowOf(2, 1), rowOf(1, 1));
  expect([one.heard, two.heard]).toEqual([['hello', '1'], ['hello']]);
  await pass(600);
  expect(network.asked[1]!.docs).toEqual(named([1, 1]));
  await network.asked[1]!.say(HELLO);
  one.stop();
  await pass(1);
  expect(network.open).toEqual([]);
  await pass(600_000, 1_000);
  expect(network.asked).toHaveLength(2);
});

test('TAB-2 resync and gone of one document leave the others undisturbed', async () => {
  const { follow, network, pass } = openConnection();
  const one = follow(1, 0, ({ name }) => {
    if (name === 'resync' || name === 'gone') one.stop();
  });
  const two = follow(2);
  await pass(10);
  await network.asked[0]!.say(HELLO, { name: 'resync', doc: docId(1), reason: 'behind' });
  follow(1, 9);
  await pass(10);
  const [old, fresh] = network.asked;
  expect(fresh!.docs.toSorted()).toEqual(named([1, 9], [2, 0]).toSorted());
  // Of the old stream the newcomer hears nothing.
  await old!.say(rowOf(1, 1), rowOf(2, 1));
  await fresh!.say(HELLO, rowOf(2, 2), rowOf(1, 10));
  expect(one.heard).toEqual(['hello', 'resync']);
  expect(two.heard).toEqual(['hello', '1', 'hello', '2']);
  expect(two.losses).toEqual([]);
});

test('TAB-2 a new stream that fails takes only those along whom the old one does not carry', async () => {
  const { follow, network, pass } = openConnection();
  const one = follow(1);
  await pass(10);
  await network.asked[0]!.say(HELLO);
  const two = follow(2);
  await pass(10);
  await network.asked[1]!.page(502);
  expect([one.losses.length, two.losses.length]).toEqual([0, 1]);
  await network.asked[0]!.say(rowOf(1, 1));
  expect(one.heard).toEqual(['hello', '1']);
  // The old stream may end while a new one is on its way.
  follow(3);
  await pass(2_000);
  await network.asked[0]!.breakOff();
  expect(one.losses).toEqual([]);
  await network.asked[2]!.say(HELLO, rowOf(1, 2));
  expect(one.heard).toEqual(['hello', '1', 'hello', '2']);
});

test('TAB-2 one who stumbles over an event is lost alone', async () => {
  const { follow, network, pass } = openConnection();
  const one = follow(1, 0, ({ name }) => {
    if (name === 'updates') throw new Error('stumbled');
  });
  const two = follow(2);
  await pass(10);
  await network.asked[0]!.say(HELLO, rowOf(1, 1), rowOf(2, 1));
  expect([one.losses.length, two.losses.length]).toEqual([1, 0]);
  expect(two.heard).toEqual(['hello', '1']);
});

test('TAB-3 documents that are lost together are told one time to come back after', async () => {
  const { follow, network, pass } = openConnection();
  const many = Array.from({ length: 70 }, (_, i) => follow(i));
  await pass(10);
  for (const request of network.asked) await request.say(HELLO, liveOf(0, 0));
  for (const request of network.asked) await request.breakOff();
  const times = new Set(many.map(({ losses }) => losses[0]!.comeBackMs));
  expect([...times]).toEqual([expect.any(Number)]);
  expect([...times][0]).toBeGreaterThanOrEqual(500);
  many.forEach((_, i) => follow(i));
  await pass(10);
  expect(network.asked.slice(2).map(({ docs }) => docs.length)).toEqual([64, 6]);
});

test('TAB-3 the time grows while nothing comes of it, and not beyond 30 s', async () => {
  const { follow, network, pass } = openConnection();
  const times: number[] = [];
  for (let i = 0; i < 9; i++) {
    const one = follow(1);
    await pass(10);
    for (const request of network.open) await request.page(502);
    times.push(one.losses[0]!.comeBackMs!);
    await pass(one.losses[0]!.comeBackMs! + 1);
  }
  expect(times.toSorted((a, b) => a - b)).toEqual(times);
  expect(new Set(times).size).toBeGreaterThan(4);
  expect(times.at(-1)).toBeLessThanOrEqual(30_000);
  const one = follow(1);
  await pass(10);
  await network.open[0]!.say(HELLO, liveOf(1, 0));
  await network.open[0]!.breakOff();
  expect(one.losses[0]!.comeBackMs).toBe(times[0]);
});

test('TAB-3 a time that the server names is kept to, and spread', async () => {
  const { follow, network, pass } = openConnection();
  const one = follow(1);
  await pass(10);
  await network.asked[0]!.refuse(503, 'unavailable', 20);
  expect(one.losses[0]).toMatchObject({ code: 'unavailable', comeBackMs: 30_000 });
});

test('TAB-4 the same server and credentials are the same connection, others are others', () => {
  const authorization = () => ({});
  const there = 'http://there';
  const one = connectionOf({ baseUrl: there });
  expect(connectionOf({ baseUrl: there })).toBe(one);
  expect(connectionOf({ baseUrl: 'http://elsewhere' })).not.toBe(one);
  expect(connectionOf({ baseUrl: there, authorization })).not.toBe(one);
  expect(connectionOf({ baseUrl: there, authorization })).toBe(
    connectionOf({ baseUrl: there, authorization }),
  );
  expect(connectionOf({ baseUrl: there, fetch })).not.toBe(one);
});

test('TREE-8 TAB-1 a space is followed beside documents, from where it was told last', async () => {
  const { connection, follow, network, pass } = openConnection();
  const topic = spaceTopic(mintSpaceId(() => new Uint8Array(16)));
  const [epoch, tag] = ['epochAepoch', 'tag-of-0000'];
  const heard: string[] = [];
  connection.follow(
    { doc: topic, cursor: { epoch, offset: 4, tag } },
    { event: ({ name }) => heard.push(name), lost: () => undefined },
  );
  follow(1, 5);
  await pass(10);
  const [request] = network.asked;
  expect(request!.query.getAll('topic')).toEqual([`${topic}@${epoch}.4.${tag}`]);
  expect(request!.query.getAll('session')).toEqual([sessionId(1)]);
  const change: Down = { name: 'pages', doc: topic, cursor: `${epoch}.5.${tag}`, pages: [] };
  await request!.say(HELLO, rowOf(1, 6), change);
  expect(heard).toEqual(['hello', 'pages']);
  follow(2);
  await pass(10);
  expect(network.asked[1]!.query.getAll('topic')).toEqual([`${topic}@${epoch}.5.${tag}`]);
});
