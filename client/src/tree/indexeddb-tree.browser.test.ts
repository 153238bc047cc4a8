import { expect, test } from 'vitest';
import { mintDocId, mintSpaceId } from '@weft/shared/protocol/ids';
import { createIndexedDbTree } from './indexeddb-tree.ts';
import { treeOutboxContract } from './outbox.contract.ts';

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const nextName = (): string => `tree-${mintDocId(randomBytes)}`;

treeOutboxContract(async () => {
  const name = nextName();
  return () => createIndexedDbTree(name).outbox;
});

test('TREE-12 TREE-13 what was wanted and what is known is there for whoever opens it next', async () => {
  const name = nextName();
  const space = mintSpaceId(randomBytes);
  const known = { space, list: { cursor: 'a', pages: [] } };
  const before = createIndexedDbTree(name);
  const row = await before.outbox.add(
    { kind: 'patch', page: mintDocId(randomBytes), icon: 'x' },
    5,
  );
  await before.memory.save(known);
  const after = createIndexedDbTree(name);
  expect(await after.outbox.rows()).toEqual([row]);
  expect(await after.memory.load()).toEqual(known);
  expect(await after.outbox.session()).toBe(await before.outbox.session());
  expect(await createIndexedDbTree(nextName()).memory.load()).toBeUndefined();
});
