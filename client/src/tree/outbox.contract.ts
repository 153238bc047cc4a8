import { expect, test } from 'vitest';
import { mintDocId } from '@weft/shared/protocol/ids';
import type { TreeCommand, TreeOutbox } from './ports.ts';

const page = (number: number) => mintDocId(() => new Uint8Array(16).fill(number));
const naming = (number: number): TreeCommand => ({
  kind: 'patch',
  page: page(number),
  icon: String(number),
});

/**
 * What every outbox of the tree does.
 *
 * @param open of one browser, its tabs: each call of what it resolves with is another one
 */
export function treeOutboxContract(open: () => Promise<() => TreeOutbox>): void {
  test('TREE-12 commands are there in the order in which they were wanted, until they are answered', async () => {
    const tab = (await open())();
    const rows = [];
    for (const number of [1, 2, 3]) rows.push(await tab.add(naming(number), number * 10));
    expect(rows.map(({ n, at }) => [n, at])).toEqual([
      [1, 10],
      [2, 20],
      [3, 30],
    ]);
    expect(await tab.rows()).toEqual(rows);
    await tab.remove(1);
    expect((await tab.rows()).map(({ n }) => n)).toEqual([2, 3]);
  });

  test('TREE-12 no number is given twice, whichever tab asks and whatever was answered', async () => {
    const tab = await open();
    const [one, two] = [tab(), tab()];
    const given = [await one.add(naming(1), 1), await two.add(naming(2), 2)];
    for (const { n } of given) await one.remove(n);
    given.push(await two.add(naming(3), 3), await one.add(naming(4), 4));
    expect(given.map(({ n }) => n)).toEqual([1, 2, 3, 4]);
    expect(await one.session()).toBe(await two.session());
  });

  test('TREE-12 tabs hear of what others change, and see it', async () => {
    const tab = await open();
    const [one, two] = [tab(), tab()];
    const heard: number[] = [];
    let wake = (): void => undefined;
    const next = (): Promise<void> => new Promise((resolve) => (wake = resolve));
    const stop = two.subscribe(() => {
      heard.push(1);
      wake();
    });
    let hearing = next();
    const { n } = await one.add(naming(1), 1);
    await hearing;
    expect(await two.rows()).toHaveLength(1);
    hearing = next();
    await one.remove(n);
    await hearing;
    expect(await two.rows()).toEqual([]);
    stop();
    const before = heard.length;
    await one.add(naming(2), 2);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard.length).toBe(before);
  });

  test('TREE-12 one tab of all is at work at a time', async () => {
    const tab = await open();
    let working = 0;
    const work = async (): Promise<void> => {
      working += 1;
      expect(working).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 2));
      working -= 1;
    };
    await Promise.all([tab(), tab(), tab()].map((one) => one.exclusively(work)));
    await expect(tab().exclusively(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await tab().exclusively(async () => 'done')).toBe('done');
  });

  test('TREE-6 another session is the one of all tabs, and numbers go on', async () => {
    const tab = await open();
    const [one, two] = [tab(), tab()];
    const before = await one.session();
    await one.add(naming(1), 1);
    await one.renewSession();
    expect(await two.session()).not.toBe(before);
    expect(await two.session()).toBe(await one.session());
    expect((await two.add(naming(2), 2)).n).toBe(2);
  });
}
