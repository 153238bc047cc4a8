import { mintSessionId, type SessionId } from '@weft/shared/protocol/ids';
import { expect, onTestFinished, test } from 'vitest';
import { locksContract } from './locks.contract.ts';
import { createWebLocks } from './web-locks.ts';

const nextSession = (): SessionId =>
  mintSessionId((length) => crypto.getRandomValues(new Uint8Array(length)));

locksContract(() => createWebLocks(navigator.locks));

/** Another page of this origin, as a tab would be. */
async function openFrame(): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe');
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  onTestFinished(() => frame.remove());
  return frame;
}

test('SYNC-5 SYNC-11 a page that goes away lets go of its sessions', async () => {
  const frame = await openFrame();
  const session = nextSession();
  await createWebLocks(frame.contentWindow!.navigator.locks).hold(session);
  const locks = createWebLocks(navigator.locks);
  expect(await locks.tryHold(session)).toBeUndefined();
  frame.remove();
  await locks.hold(session);
});

test('SYNC-5 SYNC-11 a worker that is ended lets go of its sessions', async () => {
  const locks = createWebLocks(navigator.locks);
  const session = nextSession();
  const probe = await locks.hold(session);
  // The name is the adapter's own business: whichever lock it holds now is the one of the session.
  const { held = [] } = await navigator.locks.query();
  const name = held.map((lock) => lock.name).find((each) => each?.includes(session));
  probe();
  const source = `navigator.locks.request(${JSON.stringify(name)}, () => {
    postMessage('held');
    return new Promise(() => undefined);
  });`;
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(url);
  await new Promise((resolve) => worker.addEventListener('message', resolve, { once: true }));
  expect(await locks.tryHold(session)).toBeUndefined();
  worker.terminate();
  URL.revokeObjectURL(url);
  await locks.hold(session);
});

test('SYNC-5 SYNC-11 where locks are not to be had, asking for one fails instead of waiting', async () => {
  const frame = await openFrame();
  const locks = createWebLocks(frame.contentWindow!.navigator.locks);
  frame.remove();
  await expect(locks.tryHold(nextSession())).rejects.toThrow();
});
