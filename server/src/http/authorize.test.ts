import { historyRowsPath, versionPath } from '@weft/shared/protocol/history';
import { describe, expect, test } from 'vitest';
import {
  filePath,
  pagePath,
  pagesPath,
  linksPath,
  ROUTES,
  searchPath,
  SESSION_HEADER,
  uploadPath,
} from '@weft/shared/protocol/routes';
import {
  authorizeLocal,
  documentObject,
  INSTALLATION,
  spaceObject,
  type AccessObject,
  type Action,
} from '../access/authorize.ts';
import { createMemoryDocuments, type DocumentRecords } from '../documents/memory-documents.ts';
import { createMemoryBlobs } from '../files/memory-blobs.ts';
import { createMemoryFileRecords } from '../files/memory-file-records.ts';
import { createMemoryLog } from '../log/memory-log.ts';
import { writtenRow } from '../log/testing/written-row.ts';
import { createMemoryPages } from '../pages/memory-pages.ts';
import { typist } from '../room/testing/typist.ts';
import { followedStream } from '../testing/followed-stream.ts';
import { docIdOf, fileIdOf, sessionIdOf, spaceIdOf } from '../testing/numbered-ids.ts';
import { servedApp } from '../testing/served-app.ts';

const [doc, other, fresh] = [docIdOf(1), docIdOf(2), docIdOf(3)];
// Which document a file has is on record, so one that does not exist is told apart: only readers of a document learn its files' ids.
const [knownFile, freshFile] = [fileIdOf(11), fileIdOf(12)];

const space = spaceIdOf(1);
const POSITION = 'a1!abcdefa0';

type Asked = readonly [action: Action, object: AccessObject];

/** One sound request per route, and what has to be asked before it is granted. */
interface RouteRule {
  readonly asks: readonly Asked[];
  readonly path: string;
  readonly init?: RequestInit;
}

const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'Content-Type': 'application/json', [SESSION_HEADER]: sessionIdOf(1) },
  body: JSON.stringify(body),
});
const place = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});
const of = (route: string): string => route.replace(':doc', doc);

/** A request that reads the document `doc`. */
const reading = (path: string): RouteRule => ({
  asks: [['document.read', documentObject(doc)]],
  path,
});

const RULES: Readonly<Record<string, RouteRule>> = {
  [`GET ${ROUTES.health}`]: { asks: [['health.read', INSTALLATION]], path: ROUTES.health },
  [`GET ${ROUTES.documents}`]: { asks: [['documents.list', INSTALLATION]], path: ROUTES.documents },
  [`POST ${ROUTES.documents}`]: {
    asks: [['document.create', documentObject(fresh)]],
    path: ROUTES.documents,
    init: json('POST', { id: fresh, format: 'raw' }),
  },
  [`DELETE ${ROUTES.document}`]: {
    asks: [['document.delete', documentObject(doc)]],
    path: of(ROUTES.document),
    init: { method: 'DELETE' },
  },
  [`POST ${ROUTES.updates}`]: {
    asks: [['document.write', documentObject(doc)]],
    path: of(ROUTES.updates),
    init: {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: typist(1).type('a') as Uint8Array<ArrayBuffer>,
    },
  },
  [`GET ${ROUTES.snapshot}`]: reading(of(ROUTES.snapshot)),
  [`GET ${ROUTES.history}`]: reading(of(ROUTES.history)),
  [`GET ${ROUTES.historyAuthors}`]: reading(of(ROUTES.historyAuthors)),
  [`GET ${ROUTES.historyRows}`]: reading(historyRowsPath(doc, 1)),
  [`PUT ${ROUTES.version}`]: {
    asks: [['document.write', documentObject(doc)]],
    path: versionPath(doc, 1),
    init: place('PUT', { name: 'sent' }),
  },
  [`DELETE ${ROUTES.version}`]: {
    asks: [['document.write', documentObject(doc)]],
    path: versionPath(doc, 1),
    init: { method: 'DELETE' },
  },
  [`POST ${ROUTES.presence}`]: {
    asks: [['presence.write', documentObject(doc)]],
    path: of(ROUTES.presence),
    init: json('POST', { client: 1, clock: 1, state: { name: 'Ann' } }),
  },
  [`GET ${ROUTES.follow}`]: {
    asks: [
      ['document.read', documentObject(doc)],
      ['document.read', documentObject(other)],
      ['space.read', spaceObject(space)],
    ],
    path: `${ROUTES.follow}?doc=${doc}&doc=${other}&topic=space:${space}`,
  },
  [`GET ${ROUTES.spaces}`]: {
    asks: [
      ['spaces.list', INSTALLATION],
      ['space.read', spaceObject(space)],
    ],
    path: ROUTES.spaces,
  },
  [`GET ${ROUTES.pages}`]: {
    asks: [['space.read', spaceObject(space)]],
    path: pagesPath(space),
  },
  [`GET ${ROUTES.search}`]: {
    asks: [['space.read', spaceObject(space)]],
    path: searchPath(space, { text: 'x' }),
  },
  [`GET ${ROUTES.links}`]: {
    asks: [
      ['document.read', documentObject(doc)],
      ['space.read', spaceObject(space)],
    ],
    path: linksPath(doc),
  },
  [`PUT ${ROUTES.page}`]: {
    asks: [
      ['space.write', spaceObject(space)],
      ['document.create', documentObject(fresh)],
    ],
    path: pagePath(fresh),
    init: place('PUT', { space, parent: null, position: POSITION, format: 'raw' }),
  },
  [`PATCH ${ROUTES.page}`]: {
    asks: [['space.write', spaceObject(space)]],
    path: pagePath(doc),
    init: place('PATCH', { icon: '🌱' }),
  },
  [`DELETE ${ROUTES.page}`]: {
    asks: [
      ['space.write', spaceObject(space)],
      ['document.delete', documentObject(doc)],
    ],
    path: pagePath(doc),
    init: { method: 'DELETE' },
  },
  [`POST ${ROUTES.files}`]: {
    asks: [['document.write', documentObject(doc)]],
    path: uploadPath({ id: freshFile, doc, name: 'x' }),
    init: { method: 'POST', body: 'x' },
  },
  [`GET ${ROUTES.file}`]: {
    asks: [['document.read', documentObject(doc)]],
    path: filePath(knownFile),
  },
};

/** A file of the document `doc`, one byte long. */
async function oneFile(documents: ReturnType<typeof createMemoryDocuments>) {
  const [blobs, fileRecords] = [createMemoryBlobs(), createMemoryFileRecords(documents)];
  const { hash, keep } = await blobs.receive(
    (async function* () {
      yield Buffer.from('x');
    })(),
  );
  await keep();
  await fileRecords.add({
    id: knownFile,
    doc,
    hash,
    name: 'x',
    type: 'text/plain',
    size: 1,
    width: undefined,
    height: undefined,
    createdAt: 1,
  });
  return { blobs, fileRecords };
}

/** A page of the document `doc`, in the trash. */
async function onePage(documents: DocumentRecords) {
  const pages = createMemoryPages([{ id: space, name: '', createdAt: 0 }], documents);
  const look = { format: 'raw', icon: '', cover: '' } as const;
  const put = { kind: 'put', page: doc, space, parent: null, position: POSITION, ...look } as const;
  await pages.act({ command: put }, 1);
  await pages.act({ command: { kind: 'patch', page: doc, trashed: true } }, 2);
  return pages;
}

/** Two documents, and an app whose `authorize` the test can change. */
async function subject(authorize: (...asked: Asked) => boolean = () => true) {
  const records: DocumentRecords = new Map();
  const [log, documents] = [createMemoryLog(), createMemoryDocuments(records)];
  for (const id of [doc, other]) await documents.create({ id, format: 'raw', time: 1 });
  await log.append(writtenRow(0));
  const { blobs, fileRecords } = await oneFile(documents);
  const pages = await onePage(records);
  const asked: Asked[] = [];
  let rule = authorize;
  const { url } = await servedApp({
    log,
    documents,
    blobs,
    fileRecords,
    pages,
    authorize: (principal, action, object) => {
      asked.push([action, object]);
      return authorizeLocal(principal, action, object) && rule(action, object);
    },
  });
  return {
    asked,
    url,
    send: ({ path, init }: RouteRule): Promise<Response> => fetch(url + path, init),
    change: (to: typeof authorize): void => void (rule = to),
    /** Everything that a request could have changed. */
    async state(): Promise<unknown> {
      const stream = await followedStream(`${url}${ROUTES.follow}?doc=${doc}`);
      const health = await fetch(url + ROUTES.health);
      return {
        documents: await documents.list({ limit: 100 }),
        files: [await fileRecords.get(knownFile), await fileRecords.get(freshFile)],
        pages: await pages.list(space),
        heads: [await log.head(doc), await log.head(other)],
        presence: await stream.told('presence'),
        health: await health.json(),
      };
    },
  };
}

test('SEC-4 every route has a rule here', async () => {
  const { app } = await servedApp();
  const routes = app.routes.map(({ method, path }) => `${method} ${path}`);
  expect(routes.toSorted()).toEqual(Object.keys(RULES).toSorted());
});

describe.each(Object.entries(RULES))('%s', (_route, rule) => {
  test('SEC-4 asks for every object it touches before it grants anything', async () => {
    const { asked, send } = await subject();
    const response = await send(rule);
    expect(response.ok).toBe(true);
    expect(asked).toEqual(rule.asks);
    await response.body?.cancel();
  });

  test('SEC-4 is forbidden where the answer is no, and nothing happened', async () => {
    const [touched, untouched] = [await subject(), await subject()];
    touched.change(() => false);
    const response = await touched.send(rule);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'forbidden', retry: 'never' });
    touched.change(() => true);
    expect(withoutEpochs(await touched.state())).toEqual(withoutEpochs(await untouched.state()));
  });

  test('SEC-4 says no for what does not exist in the same words', async () => {
    const { send } = await subject(() => false);
    const unknown = { ...rule, path: rule.path.replaceAll(doc, docIdOf(99)) };
    const words = async (one: RouteRule): Promise<unknown> => {
      const response = await send(one);
      return {
        status: response.status,
        body: { ...((await response.json()) as object), requestId: '' },
      };
    };
    expect(await words(unknown)).toEqual(await words(rule));
  });
});

/** Epochs and the tags that begin with them are random. */
function withoutEpochs(state: unknown): unknown {
  return JSON.parse(
    JSON.stringify(state, (key, value: unknown) =>
      key === 'epoch' || key === 'origin' || key === 'tag' ? '' : value,
    ),
  );
}

test('SEC-4 one forbidden document forbids the stream that names it', async () => {
  const { send } = await subject(
    (_action, object) => object.kind === 'document' && object.doc === doc,
  );
  const response = await send(RULES[`GET ${ROUTES.follow}`]!);
  expect([response.status, await response.json()]).toMatchObject([403, { code: 'forbidden' }]);
});
