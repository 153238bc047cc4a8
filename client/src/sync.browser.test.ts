import { mintDocId, type DocId } from '@weft/shared/protocol/ids';
import { expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import { createWeftProvider, type Provider } from './sync.ts';

const newDoc = (): DocId => mintDocId((length) => crypto.getRandomValues(new Uint8Array(length)));

/** A provider of a tab whose network is down; `tries` counts what it asked for. */
function openOffline(id: DocId) {
  const doc = new Y.Doc();
  const tries = vi.fn(() => Promise.reject(new TypeError('no network')));
  const provider = createWeftProvider({ id, doc, format: 'raw', fetch: tries });
  onTestFinished(() => provider.destroy());
  return { provider, text: doc.getText('t'), tries };
}

function reaches(provider: Provider, event: 'save' | 'link', wanted: string): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (wanted === (event === 'save' ? provider.save.kind : provider.link)) resolve();
    };
    provider.on(event, check);
    check();
  });
}

test('SYNC-1 SYNC-5 SYNC-11 in a browser, what was typed offline is there when the page is opened again', async () => {
  const id = newDoc();
  const first = openOffline(id);
  first.text.insert(0, 'typed offline');
  await reaches(first.provider, 'save', 'local');
  const beside = openOffline(id);
  await reaches(beside.provider, 'save', 'saved');
  expect(beside.text.toString()).toBe('');
  await first.provider.destroy();
  const again = openOffline(id);
  await reaches(again.provider, 'save', 'local');
  expect(again.text.toString()).toBe('typed offline');
});

test('SYNC-9 SYNC-11 in a browser, a wait ends when the network or the page comes back', async () => {
  const { provider, tries } = openOffline(newDoc());
  provider.connect();
  for (const [target, event] of [
    [window, 'online'],
    [document, 'visibilitychange'],
  ] as const) {
    await reaches(provider, 'link', 'waiting');
    tries.mockClear();
    target.dispatchEvent(new Event(event));
    expect(tries).toHaveBeenCalledTimes(1);
  }
});

test('SYNC-9 SYNC-11 in a browser, a hidden page goes on waiting', async () => {
  const { provider, tries } = openOffline(newDoc());
  provider.connect();
  await reaches(provider, 'link', 'waiting');
  tries.mockClear();
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  onTestFinished(() => visibility.mockRestore());
  window.dispatchEvent(new Event('online'));
  document.dispatchEvent(new Event('visibilitychange'));
  expect(tries).not.toHaveBeenCalled();
});
