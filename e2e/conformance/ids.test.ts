import { expect, test } from 'vitest';
import {
  filePath,
  followPath,
  ROUTES,
  SESSION_HEADER,
  UPDATE_TYPE,
} from '@weft/shared/protocol/routes';
import { refusedFollow } from './event-collector.ts';
import { expectRefused } from './refusal.ts';
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
  snapshot,
  type Answer,
} from './server-under-test.ts';
import { newFile } from './uploaded-file.ts';
import { createWriter } from './writer.ts';

const update = createWriter(1).type('a');
const file = newFile();
const state = { client: 1, clock: 1, state: {} };

const malformedIds = [
  'x',
  'A'.repeat(21),
  'A'.repeat(23),
  'A'.repeat(44),
  // The last character carries two bits; these carry more, and would be a second spelling.
  `${'A'.repeat(21)}B`,
  `${'A'.repeat(21)}_`,
  `${'A'.repeat(22)}==`,
  `${'A'.repeat(20)}+A`,
  `${'A'.repeat(20)}/A`,
  `${'A'.repeat(10)} ${'A'.repeat(11)}`,
  `${'A'.repeat(21)}.`,
  '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  '../../../../etc/passwd',
  '__proto__',
];
/** These travel in paths, queries and bodies, but no client can put them into a header. */
const unprintableIds = [
  `${'A'.repeat(22)}\n`,
  `${'A'.repeat(22)}\r\nX-Injected: 1`,
  `${'A'.repeat(21)}\0`,
  `${'A'.repeat(21)}Ａ`,
];

type Place = readonly [place: string, ask: (id: string) => Promise<Answer>];
const at = (id: string, rest = ''): string =>
  `${ROUTES.documents}/${encodeURIComponent(id)}${rest}`;
const query = (entries: Record<string, string>): string => `?${new URLSearchParams(entries)}`;
const bytes = { 'Content-Type': UPDATE_TYPE };

const anywhere: Place[] = [
  ['DELETE /docs/:doc', (id) => send({ method: 'DELETE', path: at(id) })],
  [
    'POST /docs/:doc/updates',
    (id) => send({ method: 'POST', path: at(id, '/updates'), headers: bytes, body: update }),
  ],
  ['GET /docs/:doc/snapshot', (id) => send({ path: at(id, '/snapshot') })],
  [
    'POST /docs/:doc/presence',
    (id) => postJson(at(id, '/presence'), state, { [SESSION_HEADER]: newSession() }),
  ],
  ['POST /docs', (id) => postJson(ROUTES.documents, { id, format: 'raw' })],
  ['GET /docs?after=', (id) => send({ path: ROUTES.documents + query({ after: id }) })],
  ['GET /updates?doc=', (id) => refusedFollow(ROUTES.follow + query({ doc: id }))],
  [
    'GET /updates?doc=…&doc=',
    (id) =>
      refusedFollow(`${ROUTES.follow}${query({ doc: newDoc() })}&doc=${encodeURIComponent(id)}`),
  ],
  [
    'GET /updates?session=',
    (id) => refusedFollow(ROUTES.follow + query({ doc: newDoc(), session: id })),
  ],
  [
    'POST /files?id=',
    (id) => send({ method: 'POST', path: ROUTES.files + query({ id, doc: newDoc() }), body: 'x' }),
  ],
  [
    'POST /files?doc=',
    (id) =>
      send({ method: 'POST', path: ROUTES.files + query({ id: newFile(), doc: id }), body: 'x' }),
  ],
  ['GET /files/:file', (id) => send({ path: filePath(encodeURIComponent(id) as typeof file) })],
];

const inHeaders: Place[] = [
  [
    'Weft-Session of an append',
    async (id) =>
      post(await createDocument(), update, {
        ...authorHeaders({ session: newSession(), n: 1 }),
        [SESSION_HEADER]: id,
      }),
  ],
  [
    'Weft-Session of presence',
    async (id) => postPresence(await createDocument(), id as ReturnType<typeof newSession>, state),
  ],
];

test.each(anywhere)('ID-1 a malformed id is refused in %s', async (_, ask) => {
  for (const id of [...malformedIds, ...unprintableIds]) {
    const answer = await ask(id);
    expect(answer.headers).not.toHaveProperty('x-injected');
    expectRefused(answer, 'id-malformed');
  }
});

test.each(inHeaders)('ID-1 a malformed id is refused in %s', async (_, ask) => {
  for (const id of ['', ...malformedIds]) expectRefused(await ask(id), 'id-malformed');
});

test('ID-1 an empty id is refused where an address can hold one', async () => {
  for (const path of [
    `${ROUTES.documents}?after=`,
    `${ROUTES.follow}?doc=`,
    `${ROUTES.follow}?doc=${newDoc()}&session=`,
    `${ROUTES.follow}?doc=@`,
  ]) {
    expectRefused(await send({ path }), 'id-malformed');
  }
  expectRefused(await postJson(ROUTES.documents, { id: '', format: 'raw' }), 'id-malformed');
});

test('ID-1 ids that differ in one letter’s case or last bit are different documents', async () => {
  const id = await createDocument();
  const last = id.at(-1) === 'A' ? 'Q' : 'A';
  await append(id, update);
  const swapped = id.replace(/[a-z]/i, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
  for (const other of [id.slice(0, -1) + last, swapped]) {
    expect(other).not.toBe(id);
    expectRefused(await send({ path: at(other, '/snapshot') }), 'document-unknown');
  }
});

const malformedCursors = [
  'x',
  '1',
  '..',
  'a.1.b',
  `${'A'.repeat(11)}.1`,
  `${'A'.repeat(11)}.1.${'A'.repeat(10)}`,
  `${'A'.repeat(12)}.1.${'A'.repeat(11)}`,
  `${'A'.repeat(11)}..${'A'.repeat(11)}`,
  `${'A'.repeat(11)}.-1.${'A'.repeat(11)}`,
  `${'A'.repeat(11)}.01.${'A'.repeat(11)}`,
  `${'A'.repeat(11)}.1e3.${'A'.repeat(11)}`,
  `${'A'.repeat(11)}.1.5.${'A'.repeat(11)}`,
  `${'A'.repeat(11)}.${'9'.repeat(16)}.${'A'.repeat(11)}`,
  `${'A'.repeat(11)}.1.${'A'.repeat(10)}=`,
  `${'A'.repeat(11)}.1.${'A'.repeat(11)}.1`,
  `${'A'.repeat(11)}.1.${'A'.repeat(11)},${'A'.repeat(11)}.1.${'A'.repeat(11)}`,
];
const unprintableCursors = [
  `${'A'.repeat(11)}.1.${'A'.repeat(11)}\n`,
  `${'A'.repeat(11)}.1.${'A'.repeat(11)}\r\nX-Injected: 1`,
  `${'A'.repeat(11)}.１.${'A'.repeat(11)}`,
];

const cursorPlaces: Place[] = [
  [
    'GET /docs/:doc/snapshot?since=',
    async (text) =>
      send({ path: at(await createDocument(), '/snapshot') + query({ since: text }) }),
  ],
  [
    'GET /updates?doc=…@',
    async (text) =>
      refusedFollow(ROUTES.follow + query({ doc: `${await createDocument()}@${text}` })),
  ],
];

test.each(cursorPlaces)('ID-2 a malformed cursor is refused in %s', async (_, ask) => {
  for (const text of ['', ...malformedCursors, ...unprintableCursors]) {
    const answer = await ask(text);
    expect(answer.headers).not.toHaveProperty('x-injected');
    expectRefused(answer, 'cursor-malformed');
  }
});

test('ID-2 a malformed cursor is refused in Last-Event-ID', async () => {
  const path = followPath([], [{ doc: await createDocument() }]);
  for (const text of malformedCursors) {
    expectRefused(await refusedFollow(path, { 'Last-Event-ID': text }), 'cursor-malformed');
  }
});

test('ID-2 every cursor the server gives is of the one shape, and names its offset', async () => {
  const doc = await createDocument();
  const shape = /^[\w-]{11}\.(0|[1-9]\d*)\.[\w-]{11}$/;
  const writer = createWriter(1);
  expect(shape.exec((await snapshot(doc)).cursor)?.[1]).toBe('0');
  for (let offset = 1; offset <= 11; offset++) {
    const text = await append(doc, writer.type('x'));
    expect(shape.exec(text)?.[1]).toBe(String(offset));
    expect((await snapshot(doc)).cursor).toBe(text);
  }
});
