import { expect, test } from 'vitest';
import type { DocId } from '@weft/shared/protocol/ids';
import { ROUTES } from '@weft/shared/protocol/routes';
import { listed } from './placed-pages.ts';
import { newDoc, send } from './server-under-test.ts';

test('TREE-11 DOC-1 a document that was made without a place is a page at the end, but for a raw one', async () => {
  const [doc, raw] = [newDoc(), newDoc()];
  const create = (id: DocId, format: string) =>
    send({
      method: 'POST',
      path: ROUTES.documents,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ id, format }),
    });
  const { pages: before } = await listed();
  await create(doc, 'blocks');
  await create(doc, 'blocks');
  await create(raw, 'raw');
  const after = (await listed()).pages.filter(({ id }) => !before.some((page) => page.id === id));
  expect(after).toMatchObject([{ id: doc, parent: null, format: 'blocks' }]);
  expect(
    before.every(({ parent, position }) => parent !== null || position < after[0]!.position),
  ).toBe(true);
});
