import { expect, test } from 'vitest';
import { createMemoryOutbox } from '../outbox/memory-outbox.ts';
import { openProvider, settled, wholeOf } from './testing/scripted-provider.ts';
import { textOf } from './testing/writer.ts';

test('SYNC-2 destroyed, a provider resolves once everything typed is durable', async () => {
  const store = createMemoryOutbox();
  let endWrite = (): void => undefined;
  const opened = openProvider({
    store: {
      ...store,
      async write(change) {
        await new Promise<void>((resolve) => (endWrite = resolve));
        await store.write(change);
      },
    },
  });
  opened.type('a');
  let ended = false;
  const destroying = opened.provider.destroy().then(() => (ended = true));
  await settled();
  expect(ended).toBe(false);
  endWrite();
  await destroying;
  expect((await store.rows(opened.provider.id)).map(({ bytes }) => textOf(bytes))).toEqual(['a']);
});

test('SYNC-2 destroyed, a provider leaves no timer, no listener, no stream and no lock behind', async () => {
  const opened = openProvider();
  const { provider, doc, transport, clock, locks } = opened;
  const session = async () => (await opened.rows()).at(0)!.session;
  await opened.goLive();
  provider.awareness.setLocalState({ name: 'Me' });
  opened.type('a');
  await settled();
  const own = await session();
  expect(await locks.tryHold(own)).toBeUndefined();
  await provider.destroy();

  expect(clock.nextTimer()).toBeUndefined();
  expect(opened.comeBack()).toBe(false);
  expect(transport.streams.at(0)!.closed).toBe(true);
  // It may arrive yet: nothing on its way is taken back.
  expect(transport.appends.at(0)!.aborted).toBe(false);
  expect(transport.presences.at(-1)!.state.state).toBeNull();
  expect(await locks.tryHold(own)).toBeTypeOf('function');
  const kept = await opened.rows();
  opened.type('b');
  await settled();
  expect(await opened.rows()).toEqual(kept);
  expect(doc._observers.get('update')).toBeUndefined();
  expect(doc.isDestroyed).toBe(false);
});

test.each(['before its rows are read', 'while catching up', 'while waiting'])(
  'SYNC-2 destroyed, a provider starts nothing any more: %s',
  async (when) => {
    const { provider, transport, clock } = openProvider();
    provider.connect();
    if (when !== 'before its rows are read') await settled();
    const snapshot = transport.snapshots.at(0);
    if (when === 'while waiting')
      snapshot!.answer({ ok: false, code: 'unreachable', retry: 'same' });
    await settled();
    const asked = transport.snapshots.length;
    const destroying = provider.destroy();
    snapshot?.answer(wholeOf());
    await destroying;
    provider.connect();
    provider.wake();
    await settled();
    clock.advance(100_000);
    await settled();
    expect(clock.nextTimer()).toBeUndefined();
    expect(transport.snapshots).toHaveLength(asked);
    expect(transport.streams).toEqual([]);
  },
);

test('SYNC-2 destroyed twice, a provider is destroyed once', async () => {
  const opened = openProvider();
  opened.type('a');
  await Promise.all([opened.provider.destroy(), opened.provider.destroy()]);
  expect(await opened.rows()).toHaveLength(1);
});

test('SYNC-2 a provider is destroyed with its document', async () => {
  const opened = openProvider();
  await opened.goLive();
  opened.doc.destroy();
  await settled();
  expect(opened.transport.streams.at(0)!.closed).toBe(true);
  expect(opened.clock.nextTimer()).toBeUndefined();
});

test('SYNC-5 destroyed while it looks for rows of dead tabs, a provider keeps none of them locked', async () => {
  const other = openProvider({ seed: 2 });
  const { store, locks } = other;
  const { provider, clock } = openProvider({ store, locks });
  other.type('a');
  await settled();
  await other.provider.destroy();
  const rows = await store.rows(provider.id);
  clock.advance(15_000);
  await provider.destroy();
  await settled();
  expect(await store.rows(provider.id)).toEqual(rows);
  expect(await locks.tryHold(rows.at(0)!.session)).toBeTypeOf('function');
});
