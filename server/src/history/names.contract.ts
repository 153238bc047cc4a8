import { expect, test } from 'vitest';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import type { Names } from './names.ts';

const [doc, other] = [docIdOf(1), docIdOf(2)];
const [ann, ben, eve] = [sessionIdOf(1), sessionIdOf(2), sessionIdOf(3)];

/**
 * What every keeper of names promises.
 *
 * @param open one that holds nothing
 */
export function namesContract(open: () => Promise<Names>): void {
  test('HISTORY-3 authors go by what they said last; who never said is left out', async () => {
    const names = await open();
    await names.callAuthor({ session: ann, name: 'Ann' });
    await names.callAuthor({ session: ben, name: 'Ben' });
    await names.callAuthor({ session: ann, name: 'Änne' });
    const known = await names.authors([ann, eve, ben, ann]);
    expect(new Map(known.map(({ session, name }) => [session, name]))).toEqual(
      new Map([
        [ann, 'Änne'],
        [ben, 'Ben'],
      ]),
    );
    expect(known).toHaveLength(2);
    expect(await names.authors([])).toEqual([]);
  });

  test('HISTORY-5 a version has one name, and its document only so many', async () => {
    const names = await open();
    const call = (offset: number, name: string, time = 1): Promise<boolean> =>
      names.callVersion(doc, { offset, name, time }, 2);
    expect([await call(9, 'late'), await call(3, 'early')]).toEqual([true, true]);
    expect(await call(5, 'too many')).toBe(false);
    expect(await call(9, 'latest', 2)).toBe(true);
    expect(await names.versions(doc)).toEqual([
      { offset: 3, name: 'early', time: 1 },
      { offset: 9, name: 'latest', time: 2 },
    ]);
    expect(await names.versions(other)).toEqual([]);
    await names.uncallVersion(doc, 3);
    await names.uncallVersion(doc, 3);
    expect(await call(5, 'there is room')).toBe(true);
    expect((await names.versions(doc)).map(({ offset }) => offset)).toEqual([5, 9]);
  });

  test('HISTORY-5 names of versions go with their document', async () => {
    const names = await open();
    await names.callVersion(doc, { offset: 1, name: 'one', time: 1 }, 5);
    await names.callVersion(other, { offset: 1, name: 'one', time: 1 }, 5);
    await names.forgetVersions(doc);
    expect(await names.versions(doc)).toEqual([]);
    expect(await names.versions(other)).toHaveLength(1);
  });
}
