import { expect, test } from 'vitest';
import { ERRORS, type ErrorCode } from '@weft/shared/protocol/errors';
import {
  API,
  documentPath,
  filePath,
  followPath,
  FORMAT_HEADER,
  ROUTES,
  snapshotPath,
} from '@weft/shared/protocol/routes';
import { exchange, headOf } from './raw-connection.ts';
import { expectRefused, refusalOf } from './refusal.ts';
import {
  append,
  authorHeaders,
  createDocument,
  newDoc,
  newSession,
  post,
  postJson,
  postPresence,
  send,
  type Answer,
} from './server-under-test.ts';
import { content, item, updateOf } from './update-bytes.ts';
import { newFile, upload, uploaded } from './uploaded-file.ts';
import { createWriter } from './writer.ts';

const update = createWriter(1).type('a');
const subdocument = item({ root: 'map', key: 'key' }, content.document('other'));

/** One way to each refusal that a caller can bring about on any server. */
const ways: [code: ErrorCode, ask: () => Promise<Answer>][] = [
  ['request-malformed', () => postJson(ROUTES.documents, '{')],
  ['id-malformed', () => send({ path: `${ROUTES.documents}/x/snapshot` })],
  [
    'cursor-malformed',
    async () => send({ path: `${snapshotPath(await createDocument())}?since=x` }),
  ],
  ['body-empty', async () => post(await createDocument(), new Uint8Array())],
  ['update-undecodable', async () => post(await createDocument(), Uint8Array.of(9))],
  ['forbidden', somebodyElsesClient],
  ['origin-forbidden', () => send({ path: ROUTES.health, headers: { Origin: 'null' } })],
  ['route-unknown', () => send({ path: `${API}/nothing` })],
  ['document-unknown', () => send({ path: snapshotPath(newDoc()) })],
  ['method-not-allowed', () => send({ method: 'PUT', path: ROUTES.documents })],
  [
    'not-acceptable',
    () => send({ path: followPath([], [{ doc: newDoc() }]), headers: { Accept: 'image/png' } }),
  ],
  ['file-unknown', () => send({ path: filePath(newFile()) })],
  [
    'session-gap',
    async () =>
      post(await createDocument(), update, authorHeaders({ session: newSession(), n: 2 })),
  ],
  ['dependencies-missing', async () => post(await createDocument(), updateOf([], [[1, 0, 1]]))],
  [
    'format-mismatch',
    async () => post(await createDocument(), update, { [FORMAT_HEADER]: 'lexical-v2' }),
  ],
  ['document-deleted', deletedDocument],
  ['body-too-large', () => postJson(ROUTES.documents, ' '.repeat(100_000))],
  [
    'content-type-unsupported',
    () => postJson(ROUTES.documents, '{}', { 'Content-Type': 'text/plain' }),
  ],
  ['range-unsatisfiable', rangeOutside],
  ['host-forbidden', () => send({ path: ROUTES.health, headers: { Host: 'evil.test' } })],
  ['session-reused', reusedSession],
  ['file-reused', reusedFile],
  [
    'update-refused',
    async () =>
      post(await createDocument(), updateOf([{ client: 1, clock: 0, structs: [subdocument] }])),
  ],
  ['client-too-old', () => send({ path: ROUTES.health, headers: { 'Weft-Version': '0' } })],
];

test.each(ways)(
  'ERR-1 %s comes with its status, its sentence and what to do next',
  async (code, ask) => {
    const [one, two] = [await ask(), await ask()];
    const body = expectRefused(one, code);
    expect(body.message).toBe(ERRORS[code].message);
    expect(expectRefused(two, code).requestId).not.toBe(body.requestId);
    expect(one.headers['cache-control']).toBe('no-store');
  },
);

async function somebodyElsesClient(): Promise<Answer> {
  const doc = await createDocument();
  const state = { client: 1, clock: 1, state: {} };
  await postPresence(doc, newSession(), state);
  return postPresence(doc, newSession(), state);
}

async function deletedDocument(): Promise<Answer> {
  const doc = await createDocument();
  await send({ method: 'DELETE', path: documentPath(doc) });
  return send({ path: snapshotPath(doc) });
}

async function reusedSession(): Promise<Answer> {
  const doc = await createDocument();
  const author = { session: newSession(), n: 1 };
  await append(doc, update, author);
  return post(doc, createWriter(2).type('b'), authorHeaders(author));
}

async function rangeOutside(): Promise<Answer> {
  const { id } = await uploaded(await createDocument(), Buffer.from('x'));
  return send({ path: filePath(id), headers: { Range: 'bytes=5-' } });
}

async function reusedFile(): Promise<Answer> {
  const doc = await createDocument();
  const { id } = await uploaded(doc, Buffer.from('x'));
  return upload({ id, doc, name: 'x' }, Buffer.from('y'));
}

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/** Requests that a careless server would stumble over. */
const odd: [what: string, ask: () => Promise<Answer>][] = [
  ['a broken escape in a path', () => send({ path: `${ROUTES.documents}/%E0%A4%A/snapshot` })],
  ['an escaped nothing in a path', () => send({ path: `${ROUTES.documents}/%00/snapshot` })],
  [
    'escaped slashes in a path',
    () => send({ path: `${ROUTES.documents}/..%2F..%2Fhealth/snapshot` }),
  ],
  ['a broken escape in a query', () => send({ path: `${ROUTES.documents}?after=%E0%A4%A` })],
  [
    'a bracketed query',
    () => send({ path: `${ROUTES.documents}?limit[]=1&limit[a]=2&__proto__[a]=1` }),
  ],
  ['a query of 10 KB', () => send({ path: `${ROUTES.follow}?doc=${'x'.repeat(10_000)}` })],
  ['a thousand documents', () => send({ path: `${ROUTES.follow}?${'doc=x&'.repeat(1_000)}` })],
  ['a name of Object', () => send({ path: `${ROUTES.documents}/__proto__/snapshot` })],
  ['a backslash', () => exchange(headOf(`GET ${API}\\docs HTTP/1.1`))],
  ['an asterisk', () => exchange(headOf('GET * HTTP/1.1'))],
  ['an address of another site', () => exchange(headOf('GET http://[/docs HTTP/1.1'))],
  ['JSON 8,000 deep', () => postJson(ROUTES.documents, nested(8_000))],
  ['an id 7,000 deep', () => postJson(ROUTES.documents, `{"id":${nested(7_000)},"format":"raw"}`)],
  ['presence 8,000 deep', () => deepPresence(nested(8_000))],
  [
    'presence 1,900 objects deep',
    () => deepPresence(`${'{"a":'.repeat(1_900)}1${'}'.repeat(1_900)}`),
  ],
  [
    'JSON that is not UTF-8',
    () => postJson(ROUTES.documents, Buffer.of(0x22, 0xc3, 0x28, 0x22).toString('latin1')),
  ],
  ['a number beyond all', () => deepPresence('1e999')],
];

async function deepPresence(value: string): Promise<Answer> {
  const doc = await createDocument();
  return send({
    method: 'POST',
    path: `${ROUTES.documents}/${doc}/presence`,
    headers: { 'Content-Type': 'application/json', 'Weft-Session': newSession() },
    body: `{"client":1,"clock":1,"state":{"deep":${value}}}`,
  });
}

test.each(odd)(
  'ERR-2 %s is no fault of the server, and shows nothing of its inside',
  async (_, ask) => {
    const answer = await ask();
    if (answer.status >= 300) refusalOf(answer);
    expect(answer.status).toBeLessThan(500);
    expect(answer.body.toString()).not.toMatch(
      /node_modules|Error:|\bat \S+ \(|[/\\](?:src|dist)[/\\]/,
    );
  },
);

test('ERR-3 an address that does not exist is route-unknown, whatever the method', async () => {
  const doc = await createDocument();
  for (const path of [
    API,
    `${API}/`,
    `${API}/nothing`,
    `${API}/health/`,
    `${API}/HEALTH`,
    `${API}/docs/`,
    `${API}/docs/${doc}/`,
    `${API}/docs/${doc}/nothing`,
    `${API}/docs/${doc}/snapshot/1`,
    `${API}/docs/${doc}/updates/`,
    `${API}//docs`,
    `${API}/updates/${doc}`,
    `${API}/files/`,
    `${API}/files/${doc}/name`,
  ]) {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
      expectRefused(await send({ method, path }), 'route-unknown');
    }
  }
});

test('ERR-3 a method that an address does not take is method-not-allowed', async () => {
  const doc = await createDocument();
  const taken: [path: string, methods: string[]][] = [
    [ROUTES.health, ['GET']],
    [ROUTES.documents, ['GET', 'POST']],
    [documentPath(doc), ['DELETE']],
    [`${documentPath(doc)}/updates`, ['POST']],
    [`${documentPath(doc)}/snapshot`, ['GET']],
    [`${documentPath(doc)}/presence`, ['POST']],
    [ROUTES.follow, ['GET']],
    [ROUTES.files, ['POST']],
    [filePath(newFile()), ['GET']],
  ];
  for (const [path, methods] of taken) {
    for (const method of [
      'GET',
      'POST',
      'PUT',
      'PATCH',
      'DELETE',
      'OPTIONS',
      'TRACE',
      'PROPFIND',
    ]) {
      if (methods.includes(method)) continue;
      expectRefused(await send({ method, path }), 'method-not-allowed');
    }
  }
});
