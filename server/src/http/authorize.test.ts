import { describe, expect, test } from 'vitest';
import { ROUTES, SESSION_HEADER } from '@weft/shared/protocol/routes';
import { authorizeLocal, documentObject, INSTALLATION, type AccessObject, type Action } from '../access/authorize.ts';
import { createMemoryDocuments } from '../documents/memory-documents.ts';
import { createMemoryLog } from '../log/memory-log.ts';
import { typist } from '../room/testing/typist.ts';
import { followedStream } from '../testing/followed-stream.ts';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import { servedApp, type ServedApp } from '../testing/served-app.ts';

const [doc, other, fresh] = [docIdOf(1), docIdOf(2), docIdOf(3)];

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
const of = (route: string): string => route.replace(':doc', doc);

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
  [`GET ${ROUTES.snapshot}`]: { asks: [['document.read', documentObject(doc)]], path: of(ROUTES.snapshot) },
  [`POST ${ROUTES.presence}`]: {
    asks: [['presence.write', documentObject(doc)]],
    path: of(ROUTES.presence),
    init: json('POST', { client: 1, clock: 1, state: { name: 'Ann' } }),
  },
  [`GET ${ROUTES.follow}`]: {
    asks: [
      ['document.read', documentObject(doc)],
      ['document.read', documentObject(other)],
    ],
    path: `${ROUTES.follow}?doc=${doc}&doc=${other}`,
  },
};

/** Two documents, seen by an app that lets everything pass, and by one that asks `authorize`. */
async function subject(authorize: (...asked: Asked) => boolean) {
  const [log, documents] = [createMemoryLog(), createMemoryDocuments()];
  for (const id of [doc, other]) await documents.create({ id, format: 'raw', time: 1 });
  const asked: Asked[] = [];
  const guarded = await servedApp({
    log,
    documents,
    authorize: (principal, action, object) => {
      asked.push([action, object]);
      return authorizeLocal(principal, action, object) && authorize(action, object);
    },
  });
  const open = await servedApp({ log, documents });
  const state = async (): Promise<unknown> => ({
    documents: await documents.list({ limit: 100 }),
    heads: [await log.head(doc), await log.head(other)],
  });
  return { guarded, open, asked, state };
}

const send = ({ url }: ServedApp, { path, init }: RouteRule): Promise<Response> => fetch(url + path, init);

test('SEC-4 every route has a rule here', async () => {
  const { app } = await servedApp();
  const routes = app.routes.map(({ method, path }) => `${method} ${path}`);
  expect(routes.toSorted()).toEqual(Object.keys(RULES).toSorted());
});

describe.each(Object.entries(RULES))('%s', (_route, rule) => {
  test('SEC-4 asks for every object it touches before it grants anything', async () => {
    const { guarded, asked } = await subject(() => true);
    const response = await send(guarded, rule);
    expect(response.ok).toBe(true);
    expect(asked).toEqual(rule.asks);
    await response.body?.cancel();
  });

  test('SEC-4 is forbidden where the answer is no, and nothing happened', async () => {
    const { guarded, open, state } = await subject(() => false);
    const stream = await followedStream(`${open.url}${ROUTES.follow}?doc=${doc}`);
    await stream.told('live');
    const before = await state();
    const response = await send(guarded, rule);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ code: 'forbidden', retry: 'never' });
    expect(await state()).toEqual(before);
    const told = (await fetch(open.url + ROUTES.health).then((answer) => answer.json())) as { streams: number };
    expect(told.streams).toBe(1);
    expect(stream.events.map(({ name }) => name)).toEqual(['hello', 'presence', 'live']);
  });

  test('SEC-4 says no for what does not exist in the same words', async () => {
    const { guarded } = await subject(() => false);
    const unknown = { ...rule, path: rule.path.replaceAll(doc, docIdOf(99)) };
    const [known, strange] = await Promise.all([send(guarded, rule), send(guarded, unknown)]);
    const words = async (response: Response): Promise<unknown> => ({
      status: response.status,
      body: { ...((await response.json()) as object), requestId: '' },
    });
    expect(await words(strange)).toEqual(await words(known));
  });
});

test('SEC-4 one forbidden document forbids the stream that names it', async () => {
  const { guarded } = await subject((_action, object) => object.kind === 'document' && object.doc === doc);
  const response = await send(guarded, RULES[`GET ${ROUTES.follow}`]!);
  expect([response.status, await response.json()]).toMatchObject([403, { code: 'forbidden' }]);
});
