import { describe, expect, test } from 'vitest';
import type { PageChange } from '@weft/shared/protocol/down';
import type { DocId, SpaceId } from '@weft/shared/protocol/ids';
import { inOrder } from '@weft/shared/pages/page-tree';
import type { Documents } from '../documents/documents.ts';
import { docIdOf, sessionIdOf, spaceIdOf } from '../testing/numbered-ids.ts';
import type { PageOutcome, PageRequest, Pages } from './pages.ts';

export interface OpenedPages {
  readonly pages: Pages;
  readonly documents: Documents;
}

/**
 * What every keeper of pages promises.
 *
 * @param open one with a space and no pages
 */
export function pagesContract(open: () => Promise<OpenedPages>): void {
  async function subject() {
    const { pages, documents } = await open();
    const [{ id: space } = { id: spaceIdOf(0) }] = await pages.spaces();
    let now = 100;
    const act = async (
      command: PageRequest['command'],
      author?: PageRequest['author'],
    ): Promise<PageOutcome & { ok: true }> => {
      const outcome = await pages.act({ command, author }, (now += 1));
      if (!outcome.ok) throw new Error(`refused: ${outcome.code}`);
      return outcome;
    };
    return {
      pages,
      documents,
      space,
      act,
      put: (number: number, parent?: number) => act(putting(space, number, parent)),
    };
  }

  const putting = (space: SpaceId, number: number, parent?: number) =>
    ({
      kind: 'put',
      page: docIdOf(number),
      space,
      parent: parent === undefined ? null : docIdOf(parent),
      position: `a${number}!Zbcdefa0`,
      format: 'blocks',
      icon: '',
      cover: '',
    }) as const;
  const trashing = (number: number) =>
    ({ kind: 'patch', page: docIdOf(number), trashed: true }) as const;
  const idsOf = (pages: readonly { id: DocId }[]): DocId[] => pages.map(({ id }) => id).toSorted();
  const changed = ({ rows }: PageOutcome & { ok: true }): PageChange[] =>
    rows.map(({ change }) => change);

  describe('the tree', () => {
    test('TREE-1 a page is listed where it was put, and known by its id', async () => {
      const { pages, put, space } = await subject();
      await put(1);
      const { cursor, page } = await put(2, 1);
      expect(page).toEqual({
        id: docIdOf(2),
        space,
        parent: docIdOf(1),
        position: 'a2!Zbcdefa0',
        icon: '',
        cover: '',
        title: '',
        format: 'blocks',
        createdAt: 102,
        trashedAt: null,
      });
      expect(await pages.get(docIdOf(2))).toEqual(page);
      const listed = (await pages.list(space))!;
      expect(listed.cursor).toEqual(cursor);
      expect(idsOf(listed.pages)).toEqual([docIdOf(1), docIdOf(2)].toSorted());
      expect(await pages.list(spaceIdOf(77))).toBeUndefined();
    });

    test('TREE-2 what a command changes is told with it, and what changes nothing leaves the space where it is', async () => {
      const { act, put } = await subject();
      const made = await put(1);
      const moved = await act({ kind: 'patch', page: docIdOf(1), icon: '🌱' });
      expect(changed(moved)).toEqual([moved.page]);
      expect(moved.cursor.offset).toBe(made.cursor.offset + 1);
      const again = await act({ kind: 'patch', page: docIdOf(1), icon: '🌱' });
      expect([again.rows, again.cursor, again.page]).toEqual([[], moved.cursor, moved.page]);
    });

    test('TREE-3 a refused command changes nothing', async () => {
      const { pages, put, space } = await subject();
      await put(1);
      await put(2, 1);
      const before = await pages.list(space);
      const command = { kind: 'patch', page: docIdOf(1), parent: docIdOf(2) } as const;
      const author = { session: sessionIdOf(1), n: 1 };
      expect(await pages.act({ command, author }, 9)).toEqual({ ok: false, code: 'page-cycle' });
      expect(await pages.list(space)).toEqual(before);
    });

    test('TREE-1 DOC-5 a page and its document come to be together, or neither does', async () => {
      const { pages, documents, space } = await subject();
      const wanted = putting(space, 1);
      const command = { ...wanted, space: spaceIdOf(77) };
      expect(await pages.act({ command }, 5)).toEqual({ ok: false, code: 'space-unknown' });
      expect(await documents.get(docIdOf(1))).toBeUndefined();
      await pages.act({ command: wanted }, 6);
      expect(await documents.get(docIdOf(1))).toMatchObject({ format: 'blocks', createdAt: 6 });
      await documents.create({ id: docIdOf(2), format: 'raw', time: 7 });
      const other = await pages.act({ command: putting(space, 2) }, 8);
      expect(other).toEqual({ ok: false, code: 'format-mismatch' });
      await documents.remove(docIdOf(2), 9);
      const deleted = await pages.act({ command: { ...putting(space, 2), format: 'raw' } }, 9);
      expect(deleted).toEqual({ ok: false, code: 'document-deleted' });
      expect((await pages.list(space))!.pages).toHaveLength(1);
    });

    test('TREE-9 a document that had a title before it had a place brings it along', async () => {
      const { documents, put } = await subject();
      await documents.create({ id: docIdOf(1), format: 'blocks', time: 1 });
      await documents.project([{ id: docIdOf(1), title: 'Plans', updatedAt: 2, offset: 1 }]);
      expect((await put(1)).page).toMatchObject({ title: 'Plans' });
    });

    test('TREE-11 a document without a place gets one after all others, once; a raw or deleted one gets none', async () => {
      const { pages, documents, put, space } = await subject();
      await put(5);
      for (const number of [1, 2, 3, 4])
        await documents.create({
          id: docIdOf(number),
          format: number === 3 ? 'raw' : 'blocks',
          time: number,
        });
      await documents.remove(docIdOf(4), 9);
      const told = [];
      for (const number of [2, 1, 3, 4, 1, 5, 99])
        told.push(...(await pages.adopt(docIdOf(number))));
      expect(told.map(({ rows }) => rows.map(({ change }) => change.id))).toEqual([
        [docIdOf(2)],
        [docIdOf(1)],
      ]);
      const listed = (await pages.list(space))!;
      expect(listed.pages.toSorted(inOrder)).toMatchObject([
        { id: docIdOf(5) },
        { id: docIdOf(2), parent: null, createdAt: 2 },
        { id: docIdOf(1) },
      ]);
      expect(listed.cursor).toEqual(told.at(-1)!.cursor);
    });

    test('TREE-5 a page that is gone takes its document and what lay in it along', async () => {
      const { pages, documents, act, put } = await subject();
      for (const number of [1, 2])
        await documents.create({ id: docIdOf(number), format: 'blocks', time: 1 });
      await put(1);
      await put(2, 1);
      await act(trashing(1));
      const removed = await act({ kind: 'remove', page: docIdOf(1) });
      expect(changed(removed)).toEqual([
        { id: docIdOf(1), space: removed.space, gone: true },
        { id: docIdOf(2), space: removed.space, gone: true },
      ]);
      expect(removed.page).toBeUndefined();
      expect((await pages.list(removed.space))!.pages).toEqual([]);
      for (const number of [1, 2])
        expect((await documents.get(docIdOf(number)))!.deletedAt).toBe(104);
      const refused = await pages.act({ command: putting(removed.space, 2) }, 1);
      expect(refused).toEqual({ ok: false, code: 'document-deleted' });
      expect((await act({ kind: 'remove', page: docIdOf(1) })).rows).toEqual([]);
    });

    test('TREE-5 what has changed since the person looked is not gone; nothing is, for whoever looked at another history', async () => {
      const { act, put, pages, space } = await subject();
      await put(1);
      await put(2, 1);
      const seen = (await act(trashing(1))).cursor;
      await act({ kind: 'patch', page: docIdOf(2), icon: '🌱' });
      await act({ kind: 'remove', page: docIdOf(1), seen });
      expect(await pages.get(docIdOf(2))).toMatchObject({ parent: null, trashedAt: null });
      await put(3, 2);
      const { cursor } = await act(trashing(2));
      await act({ kind: 'remove', page: docIdOf(2), seen: { ...cursor, tag: 'another-tag' } });
      expect((await pages.list(space))!.pages.map(({ id }) => id)).toEqual([docIdOf(3)]);
    });
  });

  describe('whose request it is', () => {
    test('TREE-6 the same request of a session is carried out once, whatever happened since', async () => {
      const { act, put, pages } = await subject();
      await put(1);
      const author = { session: sessionIdOf(1), n: 1 };
      const command = { kind: 'patch', page: docIdOf(1), icon: '🌱' } as const;
      await act(command, author);
      const later = await act({ ...command, icon: '🌳' }, { session: sessionIdOf(2), n: 1 });
      const again = await act(command, author);
      expect([again.rows, again.cursor, again.page!.icon]).toEqual([[], later.cursor, '🌳']);
      await act(command, { ...author, n: 3 });
      for (const [wanted, n] of [
        [command, 2],
        [{ ...command, icon: '🌴' }, 3],
      ] as const) {
        const reused = { command: wanted, author: { ...author, n } };
        expect(await pages.act(reused, 9)).toEqual({ ok: false, code: 'session-reused' });
      }
      expect((await act(command, { ...author, n: 3 })).rows).toEqual([]);
    });

    test('TREE-6 a request that was refused counts as not made', async () => {
      const { pages, act, put } = await subject();
      await put(1);
      const author = { session: sessionIdOf(1), n: 1 };
      const command = { kind: 'patch', page: docIdOf(2), icon: '🌱' } as const;
      expect((await pages.act({ command, author }, 1)).ok).toBe(false);
      await put(2);
      expect((await act(command, author)).rows).toHaveLength(1);
    });
  });

  describe('the log of changes', () => {
    test('TREE-8 offsets count without gaps, and each tag says all that was before', async () => {
      const { pages, act, put, space } = await subject();
      const first = (await pages.head(space))!;
      await put(1);
      await put(2);
      await act(trashing(1));
      await act({ kind: 'remove', page: docIdOf(1) });
      const rows = await pages.changes(space, 0, 100);
      expect(rows.map(({ offset }) => offset)).toEqual([1, 2, 3, 4]);
      expect(new Set(rows.map(({ tag }) => tag)).size).toBe(4);
      const { epoch } = first;
      for (const { offset, tag } of [...rows, first])
        expect(await pages.knows(space, { epoch, offset, tag })).toBe(true);
      const { offset, tag } = rows[1]!;
      for (const cursor of [
        { epoch, offset, tag: rows[0]!.tag },
        { epoch, offset: 99, tag },
        { epoch: 'anotherEpoc', offset, tag },
        { epoch, offset: 0, tag },
      ])
        expect(await pages.knows(space, cursor)).toBe(false);
      expect(await pages.knows(spaceIdOf(77), { epoch, offset, tag })).toBe(false);
      expect((await pages.changes(space, 1, 2)).map((row) => row.offset)).toEqual([2, 3]);
    });

    test('TREE-9 a title is told once it is another one, for all pages that it was found for at once', async () => {
      const { pages, put, space } = await subject();
      for (const number of [1, 2, 3]) await put(number);
      const [told, ...others] = await pages.retitle([
        { id: docIdOf(1), title: 'One' },
        { id: docIdOf(2), title: '' },
        { id: docIdOf(3), title: 'Three' },
        { id: docIdOf(9), title: 'Nine' },
      ]);
      expect(others).toEqual([]);
      expect(told!.rows.map(({ change }) => change)).toMatchObject([
        { id: docIdOf(1), title: 'One' },
        { id: docIdOf(3), title: 'Three' },
      ]);
      expect(told!.cursor).toEqual(await pages.head(space));
      expect((await pages.get(docIdOf(3)))!.title).toBe('Three');
      expect(await pages.retitle([{ id: docIdOf(1), title: 'One' }])).toEqual([]);
    });
  });
}
