import { describe, expect, test } from 'vitest';
import { createMemoryLocks } from '../outbox/memory-locks.ts';
import { createMemoryOutbox } from '../outbox/memory-outbox.ts';
import type { OutboxRow, OutboxStore, SessionLocks } from './ports.ts';
import { createSessions } from './sessions.ts';
import { docId, sessionId } from './testing/ids.ts';

const DOC = docId(1);
const [OWN, DEAD, OTHER] = [sessionId(1), sessionId(2), sessionId(3)];

const row = (session: typeof OWN, seq: number, doc = DOC): OutboxRow => ({
  doc,
  session,
  seq,
  bytes: Uint8Array.of(seq),
});

/** One browser with rows in its storage, and the sessions of one of its tabs. */
async function openBrowser(...rows: OutboxRow[]) {
  const store = createMemoryOutbox();
  const locks = createMemoryLocks();
  await store.write({ put: rows });
  const openTab = (overStore: OutboxStore = store, overLocks: SessionLocks = locks) =>
    createSessions(DOC, overStore, overLocks);
  return { store, locks, openTab };
}

test('SYNC-5 rows of a session that nobody holds are taken, by session and in order', async () => {
  const { openTab } = await openBrowser(row(OTHER, 4), row(DEAD, 7), row(DEAD, 2));
  const tab = openTab();
  await tab.hold(OWN);
  expect(await tab.orphans()).toEqual([[row(DEAD, 2), row(DEAD, 7)], [row(OTHER, 4)]]);
});

test('SYNC-5 own rows are no orphans', async () => {
  const { openTab } = await openBrowser(row(OWN, 0));
  const tab = openTab();
  await tab.hold(OWN);
  expect(await tab.orphans()).toEqual([]);
});

test('SYNC-5 rows of a living tab are left alone until it dies', async () => {
  const { openTab } = await openBrowser(row(OTHER, 0));
  const [tab, other] = [openTab(), openTab()];
  await other.hold(OTHER);
  expect(await tab.orphans()).toEqual([]);
  other.release();
  expect(await tab.orphans()).toEqual([[row(OTHER, 0)]]);
});

test('SYNC-5 of two tabs that look at once, one gets them', async () => {
  const { openTab } = await openBrowser(row(DEAD, 0));
  const both = await Promise.all([openTab().orphans(), openTab().orphans()]);
  expect(both.flat()).toEqual([[row(DEAD, 0)]]);
});

test('SYNC-5 what was taken is not taken again, and is free for others once its taker is gone', async () => {
  const { openTab } = await openBrowser(row(DEAD, 0));
  const tab = openTab();
  await tab.orphans();
  expect(await tab.orphans()).toEqual([]);
  tab.release();
  expect(await openTab().orphans()).toEqual([[row(DEAD, 0)]]);
});

test('SYNC-5 rows that their tab sent just before it died are not taken', async () => {
  const { store, locks, openTab } = await openBrowser(row(DEAD, 0), row(DEAD, 1));
  const tab = openTab(store, {
    ...locks,
    async tryHold(session) {
      // Between our first look and the lock.
      await store.write({ remove: [row(DEAD, 0)] });
      return locks.tryHold(session);
    },
  });
  expect(await tab.orphans()).toEqual([[row(DEAD, 1)]]);
});

test('SYNC-5 rows of other documents are not looked at', async () => {
  const { openTab } = await openBrowser(row(DEAD, 0, docId(2)));
  expect(await openTab().orphans()).toEqual([]);
});

test('SYNC-5 holding a session waits for whoever has it', async () => {
  const { openTab } = await openBrowser();
  const [first, second] = [openTab(), openTab()];
  await first.hold(OWN);
  let held = false;
  const waiting = second.hold(OWN).then(() => (held = true));
  await first.orphans();
  expect(held).toBe(false);
  first.release();
  await waiting;
});

describe('a failure in the middle leaves nothing held that was not taken over', () => {
  test('SYNC-5 when a lock cannot be asked for', async () => {
    const { store, locks, openTab } = await openBrowser(row(DEAD, 0), row(OTHER, 0));
    const tab = openTab(store, {
      ...locks,
      tryHold: (session) =>
        session === OTHER ? Promise.reject(new Error('no locks')) : locks.tryHold(session),
    });
    await expect(tab.orphans()).rejects.toThrow('no locks');
    expect(await openTab().orphans()).toEqual([[row(DEAD, 0)], [row(OTHER, 0)]]);
  });

  test('SYNC-5 when the storage cannot be read a second time', async () => {
    const { store, openTab } = await openBrowser(row(DEAD, 0));
    let reads = 0;
    const tab = openTab({
      ...store,
      rows: (doc) => (++reads === 2 ? Promise.reject(new Error('gone')) : store.rows(doc)),
    });
    await expect(tab.orphans()).rejects.toThrow('gone');
    expect(await tab.orphans()).toEqual([[row(DEAD, 0)]]);
  });
});

describe('after letting go, what was still being asked for is let go too', () => {
  test('SYNC-5 a session', async () => {
    const { locks, openTab } = await openBrowser();
    const tab = openTab();
    const holding = tab.hold(OWN);
    tab.release();
    await holding;
    expect(await locks.tryHold(OWN)).toBeTypeOf('function');
  });

  test('SYNC-5 orphans, which are then for the next tab', async () => {
    const { openTab } = await openBrowser(row(DEAD, 0));
    const tab = openTab();
    const looking = tab.orphans();
    tab.release();
    expect(await looking).toEqual([]);
    expect(await openTab().orphans()).toEqual([[row(DEAD, 0)]]);
  });
});
