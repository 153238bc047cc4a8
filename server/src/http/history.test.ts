import { expect, test } from 'vitest';
import { decodeFrames } from '@weft/shared/codec/frames';
import {
  type RowAuthors,
  type VersionList,
  historyAuthorsPath,
  historyPath,
  historyRowsPath,
  versionPath,
} from '@weft/shared/protocol/history';
import { MAX_NAMED_VERSIONS, MAX_VERSIONS } from '@weft/shared/protocol/limits';
import { manualClock } from '@weft/shared/testing/clock';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';
import type { AppPorts } from '../app.ts';
import { createMemoryDocuments } from '../documents/memory-documents.ts';
import { createMemoryNames } from '../history/memory-names.ts';
import { createMemoryLog } from '../log/memory-log.ts';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import { servedApp } from '../testing/served-app.ts';

const doc = docIdOf(1);
const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;

/** A document with a row for each of `times`, each by the author with that number. */
async function subject(
  rows: readonly (readonly [author: number, time: number])[],
  ports: Partial<AppPorts> = {},
) {
  const [documents, log, names] = [createMemoryDocuments(), createMemoryLog(), createMemoryNames()];
  await documents.create({ id: doc, format: 'raw', time: 1 });
  for (const [i, [author, time]] of rows.entries()) {
    const session = sessionIdOf(author);
    const row = { doc, after: i, principal: LOCAL_PRINCIPAL, time, bytes: Uint8Array.of(0, 0) };
    await log.append({ ...row, author: { session, n: i + 1 } });
  }
  const { url } = await servedApp({ documents, log, names, clock: manualClock(NOW), ...ports });
  const read = async <T>(path: string): Promise<T> =>
    (await fetch(url + path)).json() as Promise<T>;
  return {
    names,
    url,
    list: (before?: number) => read<VersionList>(historyPath(doc, before)),
    authors: () => read<RowAuthors>(historyAuthorsPath(doc)),
    call: (offset: number, name: string) =>
      fetch(url + versionPath(doc, offset), {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ name }),
      }),
  };
}

test('HISTORY-2 HISTORY-3 versions are told newest first, with who wrote them', async () => {
  const one = await subject([
    [1, NOW],
    [1, NOW + 1_000],
    [2, NOW + HOUR],
    [3, NOW + HOUR + 1],
  ]);
  await one.names.callAuthor({ session: sessionIdOf(1), name: 'Ann' });
  await one.names.callAuthor({ session: sessionIdOf(2), name: 'Ben' });
  expect(await one.list()).toEqual({
    versions: [
      { offset: 4, from: NOW + HOUR, to: NOW + HOUR + 1, rows: 2, authors: ['Ben'] },
      { offset: 2, from: NOW, to: NOW + 1_000, rows: 2, authors: ['Ann'] },
    ],
  });
  expect(await one.authors()).toEqual({
    authors: ['Ann', 'Ben', ''],
    rows: [
      [0, 2],
      [1, 1],
      [2, 1],
    ],
  });
});

test('HISTORY-2 a long history comes in pages without a gap', async () => {
  const count = 2 * MAX_VERSIONS + 10;
  const one = await subject(Array.from({ length: count }, (_, i) => [1, NOW + i * HOUR]));
  const offsets: number[] = [];
  let before: number | undefined;
  do {
    const { versions, next } = await one.list(before);
    offsets.push(...versions.map(({ offset }) => offset));
    before = next;
  } while (before !== undefined);
  expect(offsets).toEqual(Array.from({ length: count }, (_, i) => count - i));
});

test('HISTORY-5 a name ends a version, and there are only so many', async () => {
  const one = await subject(Array.from({ length: 4 }, (_, i) => [1, NOW + i]));
  expect((await one.call(2, ' sent  ')).status).toBe(204);
  const { versions } = await one.list();
  expect(versions.map(({ offset, name }) => [offset, name])).toEqual([
    [4, undefined],
    [2, 'sent'],
  ]);
  expect((await one.call(5, 'to come')).status).toBe(400);
  for (let offset = 10; offset < 10 + MAX_NAMED_VERSIONS - 1; offset++)
    await one.names.callVersion(doc, { offset, name: 'x', time: 1 }, MAX_NAMED_VERSIONS);
  const refused = await one.call(3, 'one too many');
  expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([
    413,
    'versions-full',
  ]);
  expect((await one.call(2, 'received')).status).toBe(204);
});

test('HISTORY-6 versions that are too old are not offered, unless they have a name', async () => {
  const rows = [
    [1, NOW - 5 * HOUR],
    [1, NOW - 4 * HOUR],
    [1, NOW - HOUR],
  ] as const;
  const one = await subject(rows, { historyReachMs: 3 * HOUR });
  expect(await one.list()).toMatchObject({ versions: [{ offset: 3 }], since: NOW - 3 * HOUR });
  await one.call(1, 'first');
  expect((await one.list()).versions.map(({ offset }) => offset)).toEqual([3, 1]);
});

test('HISTORY-4 rows are told up to the one that was asked for', async () => {
  const one = await subject(Array.from({ length: 3 }, (_, i) => [1, NOW + i]));
  const answer = await fetch(one.url + historyRowsPath(doc, 2));
  expect(decodeFrames(new Uint8Array(await answer.arrayBuffer()))).toHaveLength(2);
  for (const to of ['4', '0', '', 'x']) {
    const refused = await fetch(`${one.url}/api/v1/docs/${doc}/history/rows?to=${to}`);
    expect(refused.status).toBe(400);
  }
});
