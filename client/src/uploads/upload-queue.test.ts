import { BACKOFF_MAX_MS } from '@weft/shared/protocol/limits';
import { describe, expect, test } from 'vitest';
import { scriptedUploads, settled } from './testing/scripted-uploads.ts';
import { uploadRow } from './upload-store.contract.ts';
import type { UploadState } from './upload-queue.ts';

const [one, two, three] = [uploadRow(1), uploadRow(2), uploadRow(3)];

async function subject() {
  const browser = scriptedUploads();
  const queue = await browser.tab();
  const told: (readonly [string, UploadState | undefined])[] = [];
  queue.subscribe((id, state) => told.push([id, state]));
  return { ...browser, queue, told };
}

describe('a file', () => {
  test('FILE-13 FILE-15 is on the device before it is sent, and leaves it when the server has it', async () => {
    const { queue, store, uploads, told } = await subject();
    const adding = queue.add(one);
    expect(queue.stateOf(one.id)).toEqual({ kind: 'waiting' });
    expect([uploads.length, await adding]).toEqual([0, 'on-device']);
    await settled();
    expect(await store.rows()).toMatchObject([{ id: one.id, name: one.name }]);
    expect(uploads).toMatchObject([{ id: one.id, doc: one.doc, name: one.name }]);
    uploads[0]!.onProgress!(0.25);
    expect(queue.stateOf(one.id)).toEqual({ kind: 'sending', fraction: 0.25 });
    await uploads[0]!.accept();
    expect(await store.rows()).toEqual([]);
    const done = {
      kind: 'done',
      info: { id: one.id, name: one.name, type: 'text/plain', size: 10 },
    };
    expect(queue.stateOf(one.id)).toEqual(done);
    const waiting = { kind: 'waiting' };
    expect(told.filter(([, state], i) => state?.kind !== told[i - 1]?.[1]?.kind)).toEqual([
      [one.id, waiting],
      [one.id, { kind: 'sending', fraction: 0 }],
      [one.id, done],
    ]);
  });

  test('FILE-14 is sent again, later and later, until it gets through', async () => {
    const { queue, clock, uploads } = await subject();
    await queue.add(one);
    await settled();
    for (let tries = 1; tries <= 12; tries++) {
      expect(uploads).toHaveLength(tries);
      await uploads.at(-1)!.fail('unreachable');
      expect(queue.stateOf(one.id)).toEqual({ kind: 'waiting' });
      expect(clock.nextTimer()! - clock.now()).toBeLessThanOrEqual(BACKOFF_MAX_MS);
      clock.advance(clock.nextTimer()! - clock.now() - 1);
      expect(uploads).toHaveLength(tries);
      clock.advance(1);
    }
    await uploads.at(-1)!.accept();
    expect(queue.stateOf(one.id)?.kind).toBe('done');
  });

  test('FILE-14 is sent at once when the network is back, or somebody asks for it', async () => {
    const { queue, uploads } = await subject();
    await queue.add(one);
    await settled();
    await uploads[0]!.fail('unreachable');
    queue.returned();
    expect(uploads).toHaveLength(2);
    await uploads[1]!.fail('too-many', 60_000);
    queue.retry(one.id);
    expect(uploads).toHaveLength(3);
  });

  test('FILE-14 waits while others are sent, and takes the place of the first that is through', async () => {
    const { queue, uploads } = await subject();
    for (const file of [one, two, three]) await queue.add(file);
    await settled();
    expect(uploads.map(({ id }) => id)).toEqual([one.id, two.id]);
    await uploads[1]!.fail('body-too-large');
    expect(uploads.map(({ id }) => id)).toEqual([one.id, two.id, three.id]);
  });

  test('FILE-15 that is refused says why, stays, and can be tried again', async () => {
    const { queue, store, uploads } = await subject();
    await queue.add(one);
    await settled();
    await uploads[0]!.fail('body-too-large');
    expect(queue.stateOf(one.id)).toEqual({ kind: 'refused', code: 'body-too-large' });
    expect(await store.rows()).toMatchObject([{ refused: 'body-too-large' }]);
    queue.retry(one.id);
    queue.retry(one.id);
    await settled();
    expect(uploads).toHaveLength(2);
    expect((await store.rows())[0]!.refused).toBeUndefined();
    await uploads[1]!.accept();
    expect(await store.rows()).toEqual([]);
  });

  test('FILE-13 whose document is deleted leaves the device', async () => {
    const { queue, store, uploads } = await subject();
    await queue.add(one);
    await settled();
    await uploads[0]!.fail('document-deleted');
    expect(queue.stateOf(one.id)).toEqual({ kind: 'refused', code: 'document-deleted' });
    expect(await store.rows()).toEqual([]);
  });

  test('FILE-15 that is taken back is not sent any further, and the next one is', async () => {
    const { queue, store, uploads, told } = await subject();
    for (const file of [one, two, three]) await queue.add(file);
    await settled();
    await queue.remove(one.id);
    await settled();
    expect(uploads[0]!.signal.aborted).toBe(true);
    expect(queue.stateOf(one.id)).toBeUndefined();
    expect(told.at(-2)?.[1]).toBeUndefined();
    expect(uploads.at(-1)!.id).toBe(three.id);
    expect((await store.rows()).map(({ id }) => id)).toEqual([two.id, three.id]);
    expect(await queue.add(one)).toBe('on-device');
  });
});

describe('a tab', () => {
  test('FILE-13 sends what an earlier one left, and does not send again what was refused', async () => {
    const { store, tab, uploads } = scriptedUploads();
    await store.put(one);
    await store.put({ ...two, refused: 'forbidden' });
    const queue = await tab();
    expect(uploads.map(({ id }) => id)).toEqual([one.id]);
    expect(queue.stateOf(two.id)).toEqual({ kind: 'refused', code: 'forbidden' });
    queue.retry(two.id);
    await settled();
    expect(uploads.map(({ id }) => id)).toEqual([one.id, two.id]);
  });

  test('FILE-14 does not send what another one is sending, and learns that it is done', async () => {
    const { tab, uploads } = scriptedUploads();
    const first = await tab();
    await first.add(one);
    await settled();
    const second = await tab();
    expect(uploads).toHaveLength(1);
    expect(second.stateOf(one.id)).toEqual({ kind: 'waiting' });
    await uploads[0]!.accept();
    expect(second.stateOf(one.id)).toEqual({ kind: 'done', info: undefined });
    expect(uploads).toHaveLength(1);
  });

  test('FILE-14 FILE-15 learns what another one was refused', async () => {
    const { tab, uploads } = scriptedUploads();
    const first = await tab();
    await first.add(one);
    const second = await tab();
    await uploads[0]!.fail('forbidden');
    expect(second.stateOf(one.id)).toEqual({ kind: 'refused', code: 'forbidden' });
    expect(uploads).toHaveLength(1);
  });

  test('FILE-14 takes over from one that is closed', async () => {
    const { tab, uploads, clock } = scriptedUploads();
    const first = await tab();
    await first.add(one);
    const second = await tab();
    first.close();
    await settled();
    expect(uploads[0]!.signal.aborted).toBe(true);
    expect(uploads).toHaveLength(2);
    await uploads[1]!.accept();
    expect(second.stateOf(one.id)?.kind).toBe('done');
    expect(first.stateOf(one.id)).toBeUndefined();
    second.close();
    expect(clock.nextTimer()).toBeUndefined();
  });
});

describe('an address', () => {
  test('FILE-16 is of the bytes here until the server has them, and good for a while after', async () => {
    const { queue, uploads, urls, clock } = await subject();
    expect(queue.urlOf(one.id)).toBe(`server:${one.id}`);
    const adding = queue.add(one);
    expect(queue.urlOf(one.id)).toBe('local:0');
    await adding;
    await settled();
    expect(queue.urlOf(one.id)).toBe('local:0');
    await uploads[0]!.accept();
    expect(queue.urlOf(one.id)).toBe(`server:${one.id}`);
    expect(urls.revoked).toEqual([]);
    clock.advance(clock.nextTimer()! - clock.now());
    expect(urls.revoked).toEqual(['local:0']);
  });

  test('FILE-16 is given up when the tab is closed, whatever it is of', async () => {
    const { queue, urls, clock } = await subject();
    for (const file of [one, two]) {
      await queue.add(file);
      queue.urlOf(file.id);
    }
    await queue.remove(one.id);
    queue.close();
    expect(urls.revoked.toSorted()).toEqual(['local:0', 'local:1']);
    expect(clock.nextTimer()).toBeUndefined();
  });
});

describe('a device', () => {
  test('FILE-17 keeps so many bytes, and what does not fit is refused while the others stay', async () => {
    const { tab, store, clock } = scriptedUploads();
    const queue = await tab({ maxKeptBytes: 25 });
    expect(await Promise.all([one, two, three].map((file) => queue.add(file)))).toEqual([
      'on-device',
      'on-device',
      'no-room',
    ]);
    expect(await store.rows()).toHaveLength(2);
    expect(queue.stateOf(three.id)).toBeUndefined();
    expect(queue.urlOf(three.id)).toBe(`server:${three.id}`);
    await queue.remove(one.id);
    expect(await queue.add(three)).toBe('on-device');
    queue.close();
    expect(clock.nextTimer()).toBeUndefined();
  });

  test('FILE-13 FILE-17 that keeps nothing does not keep anybody from sending', async () => {
    const { tab, store, uploads, faults } = scriptedUploads();
    const put = (): Promise<never> => Promise.reject(new Error('quota'));
    const queue = await tab({ store: { ...store, put } });
    expect(await queue.add(one)).toBe('in-tab');
    await settled();
    await uploads[0]!.accept();
    expect(queue.stateOf(one.id)?.kind).toBe('done');
    expect(faults).toEqual([new Error('quota')]);
  });

  test('FILE-14 without locks sends all the same', async () => {
    const { tab, uploads, faults } = scriptedUploads();
    const queue = await tab({ locks: { hold: () => Promise.reject(new Error('denied')) } });
    await queue.add(one);
    await settled();
    expect(uploads).toHaveLength(1);
    expect(faults).toEqual([new Error('denied')]);
  });
});
