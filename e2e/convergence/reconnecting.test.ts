import { expect, test } from 'vitest';
import { manualClock } from '@weft/shared/testing/clock';
import { NO_FAULTS, type Faults } from '@weft/shared/testing/network';
import { seededRandom } from '@weft/shared/testing/random';
import { createBrowser, seededDoc, settled, type Browser, type Tab } from './simulated-browser.ts';
import { createSimulatedServer, networkOf } from './simulated-server.ts';

/** Nothing gets through. */
const DEAD: Faults = { ...NO_FAULTS, loss: 1, cut: 1 };

/** A server, a browser with a connected tab, and a mate who reads along. */
async function begin() {
  const random = seededRandom(4);
  const clock = manualClock(1_800_000_000_000);
  const server = createSimulatedServer(clock);
  const id = seededDoc(random);
  await server.create(id);
  const browser = createBrowser(server, id, clock, random);
  const mate = createBrowser(server, id, clock, random).open(networkOf(clock, random));
  const open = (from: Browser = browser): Tab => {
    const tab = from.open(networkOf(clock, random));
    tab.provider.connect();
    return tab;
  };
  /** Lets so many seconds pass, in small steps. */
  const pass = async (seconds: number): Promise<void> => {
    for (let step = 0; step < seconds * 10; step++) {
      await settled();
      clock.advance(100);
    }
    await settled();
  };
  mate.provider.connect();
  const tab = open();
  await pass(2);
  const rowsSent = async () => (await server.log.read(id, 0, Number.MAX_SAFE_INTEGER)).length;
  return { tab, mate, open, pass, rowsSent };
}

const type = ({ text }: Tab, word: string): void => text.insert(text.length, word);

test('SYNC-4 disconnect, edit, reconnect, edit: everything arrives once', async () => {
  const { tab, mate, pass } = await begin();
  type(tab, 'one ');
  await pass(1);
  tab.provider.disconnect();
  type(tab, 'two ');
  await pass(1);
  expect(tab.provider.save).toEqual({ kind: 'local' });
  expect(mate.text.toString()).toBe('one ');
  tab.provider.connect();
  type(tab, 'three ');
  await pass(2);
  type(tab, 'four');
  await pass(2);
  expect(mate.text.toString()).toBe('one two three four');
  expect(tab.provider.save).toEqual({ kind: 'saved' });
});

test('SYNC-4 SYNC-5 the same with the tab closed in between, and another one opened', async () => {
  const { tab, mate, open, pass } = await begin();
  tab.network.setFaults(DEAD);
  tab.provider.disconnect();
  type(tab, 'before ');
  await pass(1);
  tab.kill();
  const next = open();
  type(next, 'after');
  await pass(5);
  for (const word of ['before ', 'after']) {
    expect(mate.text.toString().split(word).length).toBe(2);
  }
  expect(next.text.toString()).toBe(mate.text.toString());
  expect(next.provider.save).toEqual({ kind: 'saved' });
});

test('SYNC-4 the request is lost: it is sent again, and arrives once', async () => {
  const { tab, mate, pass, rowsSent } = await begin();
  const before = await rowsSent();
  tab.network.setFaults({ ...NO_FAULTS, loss: 1 });
  type(tab, 'x');
  await pass(8);
  expect(await rowsSent()).toBe(before);
  expect(['local', 'sending']).toContain(tab.provider.save.kind);
  tab.network.setFaults(NO_FAULTS);
  await pass(40);
  expect(await rowsSent()).toBe(before + 1);
  expect(mate.text.toString()).toBe('x');
  expect(tab.provider.save).toEqual({ kind: 'saved' });
});

test('SYNC-4 a request arrives twice, the second time late: it is stored once', async () => {
  const { tab, mate, pass, rowsSent } = await begin();
  const before = await rowsSent();
  tab.network.setFaults({ ...NO_FAULTS, duplication: 1, maxDelay: 800 });
  for (const letter of 'abc') {
    type(tab, letter);
    await pass(3);
  }
  await pass(5);
  expect(await rowsSent()).toBe(before + 3);
  expect(mate.text.toString()).toBe('abc');
});
