import { describe, expect, test } from 'vitest';
import { docIdOf } from '../testing/numbered-ids.ts';
import type { Documents } from './documents.ts';

const doc = docIdOf(1);
const unknown = docIdOf(99);

/**
 * What every keeper of documents promises.
 *
 * @param open one that holds nothing
 */
export function documentsContract(open: () => Promise<Documents>): void {
  /** One with documents 1 to `count`, made in this order. */
  async function filled(count: number): Promise<Documents> {
    const documents = await open();
    for (let number = 1; number <= count; number++) {
      await documents.create({ id: docIdOf(number), format: 'raw', time: number });
    }
    return documents;
  }

  const numbers = async (
    documents: Documents,
    page: Parameters<Documents['list']>[0],
  ): Promise<number[]> => {
    const ids = Array.from({ length: 10 }, (_, number) => docIdOf(number));
    return (await documents.list(page)).map(({ id }) => ids.indexOf(id));
  };

  describe('creating', () => {
    test('DOC-1 a new document is untitled, and is found by its id', async () => {
      const documents = await open();
      const { record, created } = await documents.create({
        id: doc,
        format: 'lexical-v2',
        time: 5,
      });
      expect(created).toBe(true);
      expect(record).toEqual({
        id: doc,
        format: 'lexical-v2',
        title: '',
        projected: 0,
        createdAt: 5,
        updatedAt: 5,
        deletedAt: undefined,
      });
      expect(await documents.get(doc)).toEqual(record);
      expect(await documents.get(unknown)).toBeUndefined();
    });

    test('DOC-1 creating it again gives what there is, and changes nothing', async () => {
      const documents = await open();
      const { record } = await documents.create({ id: doc, format: 'raw', time: 5 });
      const again = await documents.create({ id: doc, format: 'raw', time: 9 });
      expect(again).toEqual({ record, created: false });
      expect(await documents.get(doc)).toEqual(record);
      expect(await documents.list({ limit: 10 })).toHaveLength(1);
    });

    test('DOC-1 of many creating at once one has created', async () => {
      const documents = await open();
      const made = await Promise.all(
        [1, 2, 3].map((time) => documents.create({ id: doc, format: 'raw', time })),
      );
      expect(made.filter(({ created }) => created)).toHaveLength(1);
      expect(new Set(made.map(({ record }) => record.createdAt)).size).toBe(1);
    });

    test('DOC-5 a format is recorded once and for all', async () => {
      const documents = await open();
      await documents.create({ id: doc, format: 'raw', time: 5 });
      const { record } = await documents.create({ id: doc, format: 'lexical-v2', time: 6 });
      expect(record.format).toBe('raw');
      expect((await documents.get(doc))!.format).toBe('raw');
    });
  });

  describe('listing', () => {
    test('DOC-2 the newest comes first, in pages that follow each other', async () => {
      const documents = await filled(5);
      expect(await numbers(documents, { limit: 10 })).toEqual([5, 4, 3, 2, 1]);
      expect(await numbers(documents, { limit: 2 })).toEqual([5, 4]);
      expect(await numbers(documents, { limit: 2, after: docIdOf(4) })).toEqual([3, 2]);
      expect(await numbers(documents, { limit: 2, after: docIdOf(2) })).toEqual([1]);
      expect(await numbers(documents, { limit: 2, after: docIdOf(1) })).toEqual([]);
    });

    test('DOC-2 newest means made last, not changed last', async () => {
      const documents = await filled(3);
      await documents.project([{ id: docIdOf(1), title: 'new', updatedAt: 1000, offset: 1 }]);
      expect(await numbers(documents, { limit: 10 })).toEqual([3, 2, 1]);
    });

    test('DOC-2 DOC-3 what is deleted is not listed, and pages go on after it', async () => {
      const documents = await filled(5);
      await documents.remove(docIdOf(4), 9);
      expect(await numbers(documents, { limit: 2 })).toEqual([5, 3]);
      expect(await numbers(documents, { limit: 2, after: docIdOf(4) })).toEqual([3, 2]);
    });

    test('DOC-2 a page made while walking does not repeat or skip what was there', async () => {
      const documents = await filled(4);
      const first = await numbers(documents, { limit: 2 });
      await documents.create({ id: docIdOf(5), format: 'raw', time: 5 });
      expect([...first, ...(await numbers(documents, { limit: 2, after: docIdOf(3) }))]).toEqual([
        4, 3, 2, 1,
      ]);
    });

    test('DOC-2 nothing follows a document that does not exist', async () => {
      expect(await numbers(await filled(2), { limit: 10, after: unknown })).toEqual([]);
    });
  });

  describe('deleting', () => {
    test('DOC-3 a deleted document keeps its record for ever', async () => {
      const documents = await filled(1);
      expect(await documents.remove(doc, 7)).toBe(true);
      expect(await documents.get(doc)).toMatchObject({ id: doc, format: 'raw', deletedAt: 7 });
    });

    test('DOC-3 deleting again, or what never was, deletes nothing', async () => {
      const documents = await filled(1);
      await documents.remove(doc, 7);
      expect(await documents.remove(doc, 8)).toBe(false);
      expect((await documents.get(doc))!.deletedAt).toBe(7);
      expect(await documents.remove(unknown, 8)).toBe(false);
      expect(await documents.get(unknown)).toBeUndefined();
    });

    test('DOC-3 its id never comes to mean another document', async () => {
      const documents = await filled(1);
      await documents.remove(doc, 7);
      const again = await documents.create({ id: doc, format: 'raw', time: 8 });
      expect(again).toMatchObject({ created: false, record: { createdAt: 1, deletedAt: 7 } });
      expect(await documents.list({ limit: 10 })).toEqual([]);
    });
  });

  describe('projecting', () => {
    test('DOC-6 a title is kept with its time and offset', async () => {
      const documents = await filled(2);
      await documents.project([{ id: doc, title: 'Plans “2”', updatedAt: 50, offset: 3 }]);
      expect(await documents.get(doc)).toMatchObject({
        title: 'Plans “2”',
        updatedAt: 50,
        projected: 3,
        createdAt: 1,
      });
      expect((await documents.list({ limit: 10 })).map(({ title }) => title)).toEqual([
        '',
        'Plans “2”',
      ]);
    });

    test('DOC-6 what is older than the last projection changes nothing', async () => {
      const documents = await filled(1);
      await documents.project([{ id: doc, title: 'new', updatedAt: 50, offset: 3 }]);
      const before = await documents.get(doc);
      await documents.project([{ id: doc, title: 'old', updatedAt: 40, offset: 2 }]);
      await documents.project([{ id: doc, title: 'same', updatedAt: 60, offset: 3 }]);
      expect(await documents.get(doc)).toEqual(before);
      await documents.project([{ id: doc, title: 'newer', updatedAt: 60, offset: 4 }]);
      expect((await documents.get(doc))!.title).toBe('newer');
    });

    test('DOC-6 the titles of several documents are kept together', async () => {
      const documents = await filled(3);
      await documents.project([
        { id: docIdOf(1), title: 'one', updatedAt: 9, offset: 1 },
        { id: unknown, title: 'ghost', updatedAt: 9, offset: 1 },
        { id: docIdOf(3), title: 'three', updatedAt: 9, offset: 1 },
      ]);
      await documents.project([]);
      expect((await documents.list({ limit: 10 })).map(({ title }) => title)).toEqual([
        'three',
        '',
        'one',
      ]);
    });

    test('DOC-6 a document that does not exist gets no title', async () => {
      const documents = await open();
      await documents.project([{ id: unknown, title: 'ghost', updatedAt: 1, offset: 1 }]);
      expect(await documents.get(unknown)).toBeUndefined();
    });
  });
}
