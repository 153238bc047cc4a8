import { mintDocId } from '@weft/shared/protocol/ids';
import { expect, test } from 'vitest';
import { copiesContract } from './copies.contract.ts';
import { createIndexedDbCopies } from './indexeddb-copies.ts';

const randomId = () => mintDocId((length) => crypto.getRandomValues(new Uint8Array(length)));

copiesContract(async () => {
  const name = `copies-${randomId()}`;
  const another = () => createIndexedDbCopies(navigator.locks, name);
  return { store: another(), another };
});

test('COPY-5 of too many copies the ones that were written longest ago are let go', async () => {
  let time = 0;
  const store = createIndexedDbCopies(navigator.locks, `copies-${randomId()}`, () => ++time, 2);
  const ids = [randomId(), randomId(), randomId()];
  const cursor = { epoch: 'epochAepoch', offset: 1, tag: 'tag' };
  for (const id of ids) {
    const writer = await store.keep(id, new AbortController().signal);
    await writer.replace(Uint8Array.of(1), cursor);
    await writer.append([Uint8Array.of(2)], cursor);
    writer.release();
  }
  const left = await Promise.all(ids.map(async (id) => (await store.load(id))?.updates.length));
  expect(left).toEqual([undefined, 2, 2]);
});
