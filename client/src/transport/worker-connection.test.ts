import { expect, onTestFinished, test } from 'vitest';
import { manualClock } from '@weft/shared/testing/clock';
import type { Failure } from '../sync/ports.ts';
import { docId, sessionId } from '../sync/testing/ids.ts';
import { serveTab } from './connection-host.ts';
import type { Connection } from './connection.ts';
import { createMemoryRungMemory } from './rung-memory.ts';
import { cursorAt, HELLO, openConnection, rowOf } from './testing/scripted-connection.ts';
import { createWorkerConnection } from './worker-connection.ts';

type Manners = 'answers' | 'is not there' | 'is silent';

/** A browser whose tabs share a worker, if there is one. */
function openBrowser(manners: Manners = 'answers') {
  const worker = openConnection();
  const frees = new Map<string, () => void>();
  let tabs = 0;

  /** A tab, and the connection that it has for want of a worker. */
  function openTab() {
    const alone = openConnection();
    const clock = manualClock();
    const memory = createMemoryRungMemory();
    const lock = `tab-${tabs++}`;
    const { port1, port2 } = new MessageChannel();
    onTestFinished(() => port1.close());
    const isFree = new Promise<void>((free) => frees.set(lock, free));
    if (manners === 'answers') {
      const ports = {
        connection: worker.connection,
        memory: worker.memory,
        whenFree: () => isFree,
      };
      serveTab(port2 as never, ports);
    }
    const connection = createWorkerConnection({
      open: async () => {
        if (manners === 'is not there') throw new Error('no worker here');
        return { channel: port1 as never, lock };
      },
      local: () => alone.connection,
      memory,
      clock,
    });
    return { connection, alone, clock, memory, lock };
  }
  return { worker, openTab, die: (lock: string) => frees.get(lock)!() };
}

function follow(connection: Connection, n: number, tab = n) {
  const heard: string[] = [];
  const losses: Failure[] = [];
  const stop = connection.follow(
    { doc: docId(n), session: sessionId(tab), cursor: cursorAt(0) },
    {
      event: (event) =>
        heard.push(event.name === 'updates' ? event.cursor.split('.')[1]! : event.name),
      lost: (failure) => losses.push(failure),
    },
  );
  return { heard, losses, stop };
}

/** Messages between ports take a moment. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
}

test('TAB-5 twelve tabs share one stream in the worker, whatever documents they have', async () => {
  const { worker, openTab } = openBrowser();
  const followers = Array.from({ length: 12 }, (_, tab) =>
    follow(openTab().connection, tab % 3, 100 + tab),
  );
  await until(() => worker.clock.nextTimer() !== undefined);
  await new Promise((resolve) => setTimeout(resolve, 50));
  await worker.pass(10);
  expect(worker.network.asked.map(({ docs }) => docs.length)).toEqual([3]);
  expect(worker.network.asked[0]!.query.getAll('here')).toHaveLength(12);
  await worker.network.asked[0]!.say(HELLO, rowOf(0, 1), rowOf(1, 1), rowOf(2, 1));
  await until(() => followers.every(({ heard }) => heard.length === 2));
  for (const { heard, losses } of followers) expect([heard, losses]).toEqual([['hello', '1'], []]);
});

test('TAB-5 what is lost in the worker is lost in the tab, once, and can be asked for again', async () => {
  const { worker, openTab } = openBrowser();
  const { connection } = openTab();
  const one = follow(connection, 1);
  await until(() => worker.clock.nextTimer() !== undefined);
  await worker.pass(10);
  await worker.network.asked[0]!.page(502);
  await until(() => one.losses.length > 0);
  expect(one.losses).toEqual([
    { ok: false, code: 'unreachable', retry: 'same', comeBackMs: expect.any(Number) },
  ]);
  follow(connection, 1);
  await until(() => worker.clock.nextTimer() !== undefined);
  await worker.pass(10);
  expect(worker.network.asked).toHaveLength(2);
});

test('TAB-5 the rung is told to every tab, and remembered by them', async () => {
  const { worker, openTab } = openBrowser();
  const { connection, memory } = openTab();
  const told: string[] = [];
  connection.onRung((rung) => told.push(rung));
  follow(connection, 1);
  await until(() => worker.clock.nextTimer() !== undefined);
  await worker.pass(3_010);
  await worker.network.asked[1]!.answer([rowOf(1, 1)]);
  await until(() => told.length > 0);
  expect([connection.rung, told, memory.load()?.rung]).toEqual([
    'long-poll',
    ['long-poll'],
    'long-poll',
  ]);
});

test('TAB-6 a tab that ends without a word is noticed, and its documents are let go', async () => {
  const { worker, openTab, die } = openBrowser();
  const [one, two] = [openTab(), openTab()];
  const [first, second] = [follow(one.connection, 1), follow(two.connection, 2)];
  await until(() => worker.clock.nextTimer() !== undefined);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await worker.pass(10);
  await worker.network.asked[0]!.say(HELLO);
  die(one.lock);
  await worker.pass(1_100);
  expect(worker.network.asked[1]!.docs).toEqual([`${docId(2)}@0`]);
  await worker.network.asked[1]!.say(HELLO, rowOf(2, 1));
  await until(() => second.heard.includes('1'));
  expect(first.heard).not.toContain('1');
  second.stop();
  await new Promise((resolve) => setTimeout(resolve, 20));
  await worker.pass(10);
  expect(worker.network.open).toEqual([]);
});

test.each(['is not there', 'is silent'] as const)(
  'TAB-5 where the worker %s the tab has a connection of its own',
  async (manners) => {
    const { worker, openTab } = openBrowser(manners);
    const { connection, alone, clock } = openTab();
    const one = follow(connection, 1);
    await new Promise((resolve) => setTimeout(resolve, 20));
    clock.advance(2_500);
    await alone.pass(10);
    expect(worker.network.asked).toEqual([]);
    await alone.network.asked[0]!.say(HELLO, rowOf(1, 1));
    expect(one.heard).toEqual(['hello', '1']);
    const two = follow(connection, 2);
    await alone.pass(10);
    await alone.network.asked[1]!.say(HELLO, rowOf(2, 1));
    expect(two.heard).toEqual(['hello', '1']);
    one.stop();
    two.stop();
    await alone.pass(10);
    expect(alone.network.open).toEqual([]);
  },
);
