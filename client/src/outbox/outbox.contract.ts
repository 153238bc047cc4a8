import { mintDocId, mintSessionId, type DocId, type SessionId } from '@weft/shared/protocol/ids';
import { expect, test } from 'vitest';
import type { OutboxRow, ListedOutbox } from '../sync/ports.ts';

const fill = (number: number) => (length: number) => new Uint8Array(length).fill(number);
const docId = (number: number): DocId => mintDocId(fill(number));
const sessionId = (number: number): SessionId => mintSessionId(fill(number));

const DOC = docId(1);
const OWN = sessionId(1);

function row(seq: number, changes: Partial<OutboxRow> = {}): OutboxRow {
  return { doc: DOC, session: OWN, seq, bytes: Uint8Array.of(seq, 7), ...changes };
}

/** A row that no storage can keep. */
function unstorable(seq: number): OutboxRow {
  return row(seq, { bytes: (() => undefined) as unknown as Uint8Array });
}

/** Every key with its first byte: enough to tell rows apart. */
async function contents(store: ListedOutbox, doc = DOC): Promise<string[]> {
  return (await store.rows(doc)).map(({ session, seq, bytes }) => {
    return `${session === OWN ? 'own' : 'other'} ${seq}: ${bytes.join()}`;
  });
}

/**
 * What every storage of unsent edits does.
 *
 * @param open an empty one; `another` opens the same one as another tab would
 */
export function outboxContract(
  open: () => Promise<{ store: ListedOutbox; another: () => ListedOutbox }>,
): void {
  test('SYNC-11 outbox: empty, it has no rows', async () => {
    const { store } = await open();
    expect(await store.rows(DOC)).toEqual([]);
  });

  test('SYNC-11 outbox: it names each document that has rows, once', async () => {
    const { store } = await open();
    expect(await store.documents()).toEqual([]);
    const others = [row(0, { doc: docId(2) }), row(1, { doc: docId(2), session: sessionId(5) })];
    await store.write({ put: [row(0), row(1), ...others] });
    expect((await store.documents()).toSorted()).toEqual([DOC, docId(2)].toSorted());
    await store.write({ remove: [row(0), row(1)] });
    expect(await store.documents()).toEqual([docId(2)]);
  });

  test('SYNC-11 outbox: a row is kept as it was given, with its number or without', async () => {
    const { store } = await open();
    await store.write({ put: [row(0), row(1, { n: 3 })] });
    const rows = await store.rows(DOC);
    expect(rows).toEqual([row(0), row(1, { n: 3 })]);
    expect(rows.map(({ n }) => n)).toEqual([undefined, 3]);
  });

  test('SYNC-11 outbox: bytes that change afterwards do not change the row', async () => {
    const { store } = await open();
    const bytes = Uint8Array.of(1, 2, 3);
    await store.write({ put: [row(0, { bytes })] });
    bytes.fill(9);
    expect(await contents(store)).toEqual(['own 0: 1,2,3']);
  });

  test('SYNC-11 outbox: bytes that are a part of more keep nothing of the rest', async () => {
    const { store } = await open();
    const bytes = Uint8Array.of(1, 2, 3, 4).subarray(1, 3);
    await store.write({ put: [row(0, { bytes })] });
    expect(await contents(store)).toEqual(['own 0: 2,3']);
  });

  test('SYNC-11 outbox: rows come by session, then by seq as a number, whatever the order of writing', async () => {
    const { store } = await open();
    const other = sessionId(2);
    await store.write({ put: [row(10), row(1, { session: other }), row(2)] });
    await store.write({ put: [row(0, { session: other }), row(9)] });
    const keys = (await contents(store)).map((text) => text.split(':')[0]);
    expect(keys).toEqual(['own 2', 'own 9', 'own 10', 'other 0', 'other 1']);
  });

  test('SYNC-11 outbox: rows of one document are not those of another', async () => {
    const { store } = await open();
    const docs = [docId(0), DOC, docId(2), docId(255)];
    await store.write({ put: docs.map((doc, i) => row(i, { doc })) });
    for (const [i, doc] of docs.entries()) {
      expect((await store.rows(doc)).map(({ seq }) => seq)).toEqual([i]);
    }
    await store.write({ remove: [row(1)] });
    expect(await store.rows(docId(2))).toHaveLength(1);
  });

  test('SYNC-11 outbox: a row put again replaces the one before', async () => {
    const { store } = await open();
    await store.write({ put: [row(0), row(1)] });
    await store.write({ put: [row(0, { bytes: Uint8Array.of(5) })] });
    expect(await contents(store)).toEqual(['own 0: 5', 'own 1: 1,7']);
  });

  test('SYNC-11 outbox: rows are removed by their key, and one that is not there is no failure', async () => {
    const { store } = await open();
    await store.write({ put: [row(0), row(1), row(2)] });
    await store.write({ remove: [{ doc: DOC, session: OWN, seq: 1 }, row(7)] });
    expect(await contents(store)).toEqual(['own 0: 0,7', 'own 2: 2,7']);
  });

  test('SYNC-11 outbox: removals come first, so what is put under the same key stays', async () => {
    const { store } = await open();
    await store.write({ put: [row(0)] });
    await store.write({ put: [row(0, { bytes: Uint8Array.of(8) })], remove: [row(0)] });
    expect(await contents(store)).toEqual(['own 0: 8']);
  });

  test('SYNC-11 outbox: a write that fails in the middle changes nothing, and rejects', async () => {
    const { store } = await open();
    await store.write({ put: [row(0), row(1)] });
    const failing = store.write({ remove: [row(0)], put: [row(2), unstorable(3), row(4)] });
    await expect(failing).rejects.toThrow(Error);
    expect(await contents(store)).toEqual(['own 0: 0,7', 'own 1: 1,7']);
  });

  test('SYNC-11 outbox: after a write that failed, the next one is made', async () => {
    const { store } = await open();
    await store.write({ put: [unstorable(0)] }).catch(() => undefined);
    await store.write({ put: [row(1)] });
    expect(await contents(store)).toEqual(['own 1: 1,7']);
  });

  test('SYNC-11 outbox: writes made at once are all made', async () => {
    const { store } = await open();
    await Promise.all([3, 1, 2].map((seq) => store.write({ put: [row(seq)] })));
    await Promise.all([1, 3].map((seq) => store.write({ remove: [row(seq)] })));
    expect(await contents(store)).toEqual(['own 2: 2,7']);
  });

  test('SYNC-11 outbox: nothing to write is no failure', async () => {
    const { store } = await open();
    await store.write({});
    await store.write({ put: [], remove: [] });
    expect(await store.rows(DOC)).toEqual([]);
  });

  test('SYNC-11 outbox: a large row is kept whole', async () => {
    const { store } = await open();
    const bytes = Uint8Array.from({ length: 3_000_000 }, (_, i) => i % 251);
    await store.write({ put: [row(0, { bytes })] });
    const kept = (await store.rows(DOC)).at(0)!;
    expect(kept.bytes.length).toBe(bytes.length);
    expect(kept.bytes.every((byte, i) => byte === bytes[i])).toBe(true);
  });

  test('SYNC-11 outbox: every tab sees what another one wrote', async () => {
    const { store, another } = await open();
    const tab = another();
    expect(await tab.rows(DOC)).toEqual([]);
    await store.write({ put: [row(0), row(1)] });
    expect(await contents(tab)).toEqual(['own 0: 0,7', 'own 1: 1,7']);
    await tab.write({ remove: [row(0)] });
    expect(await contents(store)).toEqual(['own 1: 1,7']);
  });
}
