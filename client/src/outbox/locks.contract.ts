import { mintSessionId, type SessionId } from '@weft/shared/protocol/ids';
import { expect, test } from 'vitest';
import type { SessionLocks } from '../sync/ports.ts';

let minted = 0;
/** A session that no other test uses: Web Locks are one set for all pages of an origin. */
function nextSession(): SessionId {
  minted += 1;
  return mintSessionId((length) =>
    crypto.getRandomValues(new Uint8Array(length)).fill(minted, 0, 1),
  );
}

/** Whether it has settled by the time that everything under way is through. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const later = new Promise((resolve) => setTimeout(() => resolve('later'), 50));
  return (await Promise.race([promise, later])) === 'later';
}

/**
 * What all locks of sessions do.
 *
 * @param open those of one tab; each call is another tab over the same sessions
 */
export function locksContract(open: () => SessionLocks): void {
  test('SYNC-11 locks: a free session is held at once, and by nobody else', async () => {
    const [tab, other] = [open(), open()];
    const session = nextSession();
    await tab.hold(session);
    expect(await other.tryHold(session)).toBeUndefined();
    expect(await tab.tryHold(session)).toBeUndefined();
  });

  test('SYNC-11 locks: let go, a session is free', async () => {
    const [tab, other] = [open(), open()];
    const session = nextSession();
    const release = await tab.hold(session);
    release();
    const again = await other.hold(session);
    expect(await tab.tryHold(session)).toBeUndefined();
    again();
  });

  test('SYNC-11 locks: trying takes a free session', async () => {
    const [tab, other] = [open(), open()];
    const session = nextSession();
    const release = await tab.tryHold(session);
    expect(await other.tryHold(session)).toBeUndefined();
    release!();
    await other.hold(session);
  });

  test('SYNC-11 locks: holding waits until the session is free', async () => {
    const [tab, other] = [open(), open()];
    const session = nextSession();
    const release = await tab.hold(session);
    const waiting = other.hold(session);
    expect(await isPending(waiting)).toBe(true);
    release();
    await waiting;
    expect(await tab.tryHold(session)).toBeUndefined();
  });

  test('SYNC-11 locks: of many that wait, one at a time gets the session', async () => {
    const session = nextSession();
    const release = await open().hold(session);
    let holders = 0;
    const turns = Array.from({ length: 4 }, async () => {
      const done = await open().hold(session);
      holders += 1;
      expect(holders).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      holders -= 1;
      done();
    });
    release();
    await Promise.all(turns);
  });

  test('SYNC-11 locks: sessions do not hinder each other', async () => {
    const tab = open();
    await tab.hold(nextSession());
    await tab.hold(nextSession());
    expect(await tab.tryHold(nextSession())).toBeTypeOf('function');
  });

  test('SYNC-11 locks: letting go twice takes nothing from who came after', async () => {
    const [tab, other] = [open(), open()];
    const session = nextSession();
    const release = await tab.hold(session);
    release();
    await other.hold(session);
    release();
    expect(await tab.tryHold(session)).toBeUndefined();
  });
}
