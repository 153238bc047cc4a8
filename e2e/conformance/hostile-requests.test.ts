import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { DocId } from '@weft/shared/protocol/ids';
import { presencePath, ROUTES, UPDATE_TYPE, updatesPath } from '@weft/shared/protocol/routes';
import { exchange, headOf } from './raw-connection.ts';
import { expectRefused, refusalOf } from './refusal.ts';
import {
  answerOf,
  append,
  createDocument,
  newSession,
  open,
  send,
  snapshot,
  type Answer,
} from './server-under-test.ts';
import { createWriter } from './writer.ts';

const MIB = 1024 * 1024;
/** Time for a server to notice that a connection is gone, and to do the wrong thing about it. */
const NOTICED_MS = 100;
const update = createWriter(2).type('never stored');

/** A document with one row; `expectUntouched` asserts that it has that row still, and takes the next. */
async function quietDocument(): Promise<{ doc: DocId; expectUntouched: () => Promise<void> }> {
  const doc = await createDocument();
  const writer = createWriter(1);
  await append(doc, writer.type('quiet'));
  const before = await snapshot(doc);
  return {
    doc,
    expectUntouched: async () => {
      expect(await snapshot(doc)).toEqual(before);
      await append(doc, writer.type('!'));
      expect((await send({ path: ROUTES.health })).status).toBe(200);
    },
  };
}

/** Writes zeros until that many bytes are out, or the answer is there. */
async function flood(
  path: string,
  headers: Record<string, string>,
  bytes: number,
): Promise<Answer> {
  const outgoing = open({ method: 'POST', path, headers }, { agent: false });
  let answered = false;
  const answer = answerOf(outgoing).finally(() => (answered = true));
  const piece = Buffer.alloc(64 * 1024);
  for (let sent = 0; sent < bytes && !answered; sent += piece.length) {
    if (outgoing.write(piece)) continue;
    await Promise.race([once(outgoing, 'drain'), answer.catch(() => undefined)]);
  }
  outgoing.end();
  return answer;
}

const bodies: [what: string, path: (doc: DocId) => string, headers: Record<string, string>][] = [
  ['an update', updatesPath, { 'Content-Type': UPDATE_TYPE }],
  ['presence', presencePath, { 'Content-Type': 'application/json', 'Weft-Session': newSession() }],
  ['a new document', () => ROUTES.documents, { 'Content-Type': 'application/json' }],
];

test.each(bodies)('ERR-4 50 MB as %s are refused, declared or not', async (_, path, headers) => {
  const { doc, expectUntouched } = await quietDocument();
  const declared = { ...headers, 'Content-Length': String(50 * MIB) };
  const chunked = { ...headers, 'Transfer-Encoding': 'chunked' };
  // Several times, because an answer that races with the closing of its connection is lost only sometimes.
  for (let times = 0; times < 5; times++) {
    expectRefused(await flood(path(doc), declared, 50 * MIB), 'body-too-large');
    expectRefused(await flood(path(doc), chunked, 50 * MIB), 'body-too-large');
  }
  await expectUntouched();
});

test('ERR-4 50 MB of the wrong content type are refused for that', async () => {
  const { doc, expectUntouched } = await quietDocument();
  const headers = { 'Content-Type': 'text/plain', 'Transfer-Encoding': 'chunked' };
  for (let times = 0; times < 5; times++) {
    expectRefused(await flood(updatesPath(doc), headers, 50 * MIB), 'content-type-unsupported');
  }
  await expectUntouched();
});

test('ERR-4 an endless body is cut off after its answer', async () => {
  const { doc, expectUntouched } = await quietDocument();
  const headers = { 'Content-Type': UPDATE_TYPE, 'Transfer-Encoding': 'chunked' };
  const outgoing = open({ method: 'POST', path: updatesPath(doc), headers }, { agent: false });
  const closed = new Promise((resolve) => outgoing.once('close', resolve));
  const answer = answerOf(outgoing);
  const piece = Buffer.alloc(64 * 1024);
  const write = (): void => {
    while (!outgoing.destroyed && outgoing.write(piece));
  };
  outgoing.on('drain', write);
  write();
  expectRefused(await answer, 'body-too-large');
  await closed;
  await expectUntouched();
});

const type = `Content-Type: ${UPDATE_TYPE}`;
const post = (doc: DocId, ...lines: string[]): string =>
  headOf(`POST ${updatesPath(doc)} HTTP/1.1`, ...lines);
const latin1 = Buffer.from(update).toString('latin1');
const chunk = `${update.length.toString(16)}\r\n${latin1}\r\n`;

/** Bodies that end before they are whole; all that came of them is a sound update. */
const truncated: [what: string, request: (doc: DocId) => string][] = [
  [
    'of its declared length',
    (doc) => post(doc, type, `Content-Length: ${update.length + 1}`) + latin1,
  ],
  ['before its last chunk', (doc) => post(doc, type, 'Transfer-Encoding: chunked') + chunk],
  ['inside a chunk', (doc) => post(doc, type, 'Transfer-Encoding: chunked') + `ff\r\n${latin1}`],
  ['before its first byte', (doc) => post(doc, type, 'Content-Length: 10')],
];

test.each(truncated)('ERR-4 a body that ends short %s is not stored', async (_, request) => {
  const { doc, expectUntouched } = await quietDocument();
  expectRefused(await exchange(request(doc), { finish: true }), 'request-malformed');
  await sleep(NOTICED_MS);
  await expectUntouched();
});

test('ERR-4 a connection that breaks inside a body leaves nothing behind', async () => {
  const { doc, expectUntouched } = await quietDocument();
  for (let length = update.length; length > 0; length -= 4) {
    const headers = { 'Content-Type': UPDATE_TYPE, 'Content-Length': String(update.length + 1) };
    const outgoing = open({ method: 'POST', path: updatesPath(doc), headers }, { agent: false });
    outgoing.on('error', () => undefined);
    await new Promise<void>((resolve) => {
      outgoing.write(update.subarray(0, length), () => resolve());
    });
    outgoing.destroy();
  }
  await sleep(NOTICED_MS);
  await expectUntouched();
});

const session = `Weft-Session: ${newSession()}`;
const whole = `Content-Length: ${update.length}`;

/** Requests to append, each with something in its head that is not HTTP. */
const unparsable: [what: string, head: (doc: DocId) => string][] = [
  ['a bare CR in a header', (doc) => post(doc, type, whole, `${session}\rWeft-N: 1`)],
  ['a bare LF in a header', (doc) => post(doc, type, whole, `${session}\nWeft-N: 1`)],
  ['CR CR LF in a header', (doc) => post(doc, type, whole, `${session}\r`, 'Weft-N: 1')],
  ['a NUL in a header', (doc) => post(doc, type, whole, 'X-Evil: a\0b')],
  ['a folded header', (doc) => post(doc, type, whole, 'X-Evil: a', ' b\x7f')],
  ['a header without a name', (doc) => post(doc, type, whole, ': evil')],
  ['a header with a space in its name', (doc) => post(doc, type, whole, 'X Evil: 1')],
  ['two lengths', (doc) => post(doc, type, whole, 'Content-Length: 0')],
  ['a negative length', (doc) => post(doc, type, 'Content-Length: -1')],
  ['a length that is no number', (doc) => post(doc, type, 'Content-Length: 0x10')],
  ['a length and chunks', (doc) => post(doc, type, whole, 'Transfer-Encoding: chunked')],
  ['a chunk of no size', (doc) => `${post(doc, type, 'Transfer-Encoding: chunked')}zz\r\n`],
  [
    'a line break in its address',
    (doc) => headOf(`POST ${updatesPath(doc)}\rX: 1 HTTP/1.1`, type, whole),
  ],
  ['a method nobody has', (doc) => headOf(`EVIL ${updatesPath(doc)} HTTP/1.1`, type, whole)],
  ['a version nobody has', (doc) => headOf(`POST ${updatesPath(doc)} HTTP/7.7`, type, whole)],
  ['100 KB of headers', (doc) => post(doc, type, whole, `X-Long: ${'x'.repeat(100_000)}`)],
  ['the greeting of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['the greeting of TLS', () => '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'],
];

test.each(unparsable)('ERR-4 %s is answered with a code and changes nothing', async (_, head) => {
  const { doc, expectUntouched } = await quietDocument();
  const answer = await exchange(head(doc) + latin1);
  expectRefused(answer, 'request-malformed');
  await expectUntouched();
});

/** CRLF that arrives in order, escaped: it must not become a header of the answer. */
const injected = '%0d%0aX-Injected:%201%0d%0a%0d%0a';
const escaped: [where: string, path: (doc: DocId) => string][] = [
  ['an id', () => `${ROUTES.documents}/${injected}/snapshot`],
  ['a cursor', (doc) => `${ROUTES.documents}/${doc}/snapshot?since=${injected}`],
  ['a followed document', (doc) => `${ROUTES.follow}?doc=${doc}&doc=${injected}`],
  ['a session', (doc) => `${ROUTES.follow}?doc=${doc}&session=${injected}`],
  ['a page of the list', () => `${ROUTES.documents}?after=${injected}`],
  ['an address', () => `${ROUTES.documents}${injected}`],
];

test.each(escaped)('ERR-4 escaped line breaks in %s stay where they are', async (_, path) => {
  const { doc, expectUntouched } = await quietDocument();
  const answer = await send({ path: path(doc) });
  expect(refusalOf(answer).code).toMatch(/-malformed$|^route-unknown$/);
  expect(answer.headers).not.toHaveProperty('x-injected');
  await expectUntouched();
});

test('ERR-4 what follows a refused request on its connection is not taken for another', async () => {
  const { doc, expectUntouched } = await quietDocument();
  const smuggled = `${post(doc, type, whole)}${latin1}`;
  const refused = post(doc, 'Content-Type: text/plain', `Content-Length: ${smuggled.length}`);
  expectRefused(await exchange(refused + smuggled), 'content-type-unsupported');
  await expectUntouched();
});
