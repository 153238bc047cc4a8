import { expect, test } from 'vitest';
import { mintDocId } from '@weft/shared/protocol/ids';
import type { CopyStore } from '../sync/ports.ts';

const docOf = (number: number) => mintDocId((length) => new Uint8Array(length).fill(number));
const DOC = docOf(1);
const at = (offset: number) => ({ epoch: 'epochAepoch', offset, tag: `tag${offset}` });
const bytes = (...of: number[]) => Uint8Array.from(of);

/**
 * What every storage of documents does.
 *
 * @param open an empty one; `another` opens the same one as another tab would
 */
export function copiesContract(
  open: () => Promise<{ store: CopyStore; another: () => CopyStore }>,
): void {
  const kept = async (store: CopyStore, doc = DOC) => {
    const copy = await store.load(doc);
    return copy && { updates: copy.updates.map((one) => one.join()), offset: copy.cursor.offset };
  };
  const keep = (store: CopyStore, doc = DOC) => store.keep(doc, new AbortController().signal);

  test('COPY-1 copies: of a document that nobody kept there is none', async () => {
    const { store } = await open();
    expect(await store.load(DOC)).toBeUndefined();
  });

  test('COPY-1 copies: another tab loads the whole, what came after it, and how far it goes', async () => {
    const { store, another } = await open();
    const writer = await keep(store);
    await writer.replace(bytes(1, 2), at(3));
    expect(await kept(another())).toEqual({ updates: ['1,2'], offset: 3 });
    await writer.append([bytes(3), bytes(4)], at(5));
    await writer.append([bytes(5)], at(6));
    expect(await kept(another())).toEqual({ updates: ['1,2', '3', '4', '5'], offset: 6 });
    expect(await kept(another(), docOf(2))).toBeUndefined();
  });

  test('COPY-1 copies: a new whole takes the place of all that was there', async () => {
    const { store } = await open();
    const writer = await keep(store);
    await writer.replace(bytes(1), at(1));
    await writer.append([bytes(2)], at(2));
    await writer.replace(bytes(9), at(2));
    expect(await kept(store)).toEqual({ updates: ['9'], offset: 2 });
  });

  test('COPY-1 copies: bytes that change afterwards change nothing', async () => {
    const { store } = await open();
    const state = bytes(1);
    const writer = await keep(store);
    await writer.replace(state, at(1));
    state.fill(7);
    expect(await kept(store)).toEqual({ updates: ['1'], offset: 1 });
  });

  test('COPY-2 copies: one keeps a document at a time; the next does when it lets go', async () => {
    const { store, another } = await open();
    const first = await keep(store);
    let isKept = false;
    const second = keep(another()).then((writer) => {
      isKept = true;
      return writer;
    });
    (await keep(store, docOf(2))).release();
    expect(isKept).toBe(false);
    first.release();
    await second;
    expect(isKept).toBe(true);
  });

  test('COPY-2 copies: who has given up waiting is passed over', async () => {
    const { store, another } = await open();
    const first = await keep(store);
    const given = new AbortController();
    let isKept = false;
    void store.keep(DOC, given.signal).then(() => (isKept = true));
    const third = keep(another());
    given.abort();
    first.release();
    await third;
    expect(isKept).toBe(false);
  });

  test('COPY-4 copies: a document that is forgotten is gone, and what is added to it afterwards too', async () => {
    const { store, another } = await open();
    const writer = await keep(store);
    const other = await keep(store, docOf(2));
    await writer.replace(bytes(1), at(1));
    await writer.append([bytes(2)], at(2));
    await other.replace(bytes(3), at(1));
    await another().remove(DOC);
    expect(await kept(store)).toBeUndefined();
    await writer.append([bytes(4)], at(3));
    expect(await kept(store)).toBeUndefined();
    expect(await kept(store, docOf(2))).toEqual({ updates: ['3'], offset: 1 });
  });
}
