import { expect, onTestFinished, test } from 'vitest';
import { parseCursor } from '@weft/shared/protocol/cursor';
import { mintDocId, mintSessionId, mintSpaceId } from '@weft/shared/protocol/ids';
import { PROTOCOL_VERSION } from '@weft/shared/protocol/version';
import type { TreeCommand } from '../tree/ports.ts';
import type { Connection } from './connection.ts';
import { startFakeServer, type Answerer } from './testing/fake-server.ts';
import { createTreeServer } from './tree-server.ts';

const sixteen = (): Uint8Array => new Uint8Array(16);
const [page, space, session] = [mintDocId(sixteen), mintSpaceId(sixteen), mintSessionId(sixteen)];
const CURSOR = 'epochAepoch.7.tag-of-0007';
const INFO = {
  id: page,
  space,
  parent: null,
  position: 'a1!abcdefa0',
  icon: '',
  cover: '',
  title: 'Plans',
  format: 'blocks',
  createdAt: 1,
  trashedAt: null,
} as const;
const UNREACHABLE = { ok: false, code: 'unreachable', retry: 'same' };

async function open(answerer: Answerer, connection: Partial<Connection> = {}) {
  const server = await startFakeServer(answerer);
  onTestFinished(server.close);
  const tree = createTreeServer({ baseUrl: server.url, connection: connection as Connection });
  return { server, tree };
}
const answering =
  (body: unknown, status = 200): Answerer =>
  (_, response) =>
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));

test('TREE-10 VER-1 spaces and pages are read from their addresses', async () => {
  const list = { cursor: CURSOR, pages: [INFO] };
  const { server, tree } = await open(answering(list));
  expect(await tree.pages(space)).toEqual({ ok: true, list });
  const spaces = { spaces: [{ id: space, name: '', createdAt: 1 }] };
  server.answer(answering(spaces));
  expect(await tree.spaces()).toEqual({ ok: true, list: spaces });
  expect(server.requests.map(({ method, path }) => [method, path])).toEqual([
    ['GET', `/api/v1/spaces/${space}/pages`],
    ['GET', '/api/v1/spaces'],
  ]);
  expect(server.requests[0]!.headers['weft-version']).toBe(String(PROTOCOL_VERSION));
});

test('TREE-6 a command says whose it is and the how many-eth, and what it wants and no more', async () => {
  const answer = { cursor: CURSOR, pages: [INFO] };
  const { server, tree } = await open(answering(answer));
  const place = { space, parent: null, position: 'a1!abcdefa0', icon: '', cover: '' };
  const commands: TreeCommand[] = [
    { kind: 'put', page, format: 'blocks', ...place },
    { kind: 'patch', page, trashed: true },
    { kind: 'remove', page, seen: CURSOR },
  ];
  for (const [i, command] of commands.entries())
    expect(await tree.send(command, { session, n: i + 1 })).toEqual({ ok: true, answer });
  expect(
    server.requests.map(({ method, path, query, headers, body }) => [
      method,
      path + (query.get('seen') ?? ''),
      headers['weft-session'],
      headers['weft-n'],
      body.length > 0 ? JSON.parse(new TextDecoder().decode(body)) : undefined,
    ]),
  ).toEqual([
    ['PUT', `/api/v1/pages/${page}`, session, '1', { ...place, format: 'blocks' }],
    ['PATCH', `/api/v1/pages/${page}`, session, '2', { trashed: true }],
    ['DELETE', `/api/v1/pages/${page}${CURSOR}`, session, '3', undefined],
  ]);
});

test('TREE-14 ERR-1 a refusal has its code; what is no answer of the server’s is none', async () => {
  const { server, tree } = await open(
    answering({ code: 'page-cycle', message: '', retry: 'never', requestId: 'x' }, 409),
  );
  const author = { session, n: 1 };
  const command = { kind: 'patch', page, icon: '' } as const;
  expect(await tree.send(command, author)).toMatchObject({
    ok: false,
    code: 'page-cycle',
    retry: 'never',
  });
  for (const odd of [answering({ pages: 7 }), answering('Welcome to the hotel')]) {
    server.answer(odd);
    expect(await tree.send(command, author)).toEqual(UNREACHABLE);
  }
  server.cut();
  expect(await tree.spaces()).toEqual(UNREACHABLE);
});

test('TREE-8 changes are followed over the connection that documents come over', async () => {
  const followed: unknown[] = [];
  const { tree } = await open(answering({}), {
    follow(from) {
      followed.push(from);
      return () => undefined;
    },
  });
  const cursor = parseCursor(CURSOR)!;
  tree.follow(space, cursor, { event: () => undefined, lost: () => undefined });
  expect(followed).toEqual([{ doc: `space:${space}`, cursor }]);
});
