import type { DocumentInfo } from '@weft/shared/protocol/down';
import { mintDocId, type DocId } from '@weft/shared/protocol/ids';
import { seededRandom } from '@weft/shared/testing/random';
import { expect, test } from 'vitest';
import { createDocuments, type DocumentsPort } from './documents.ts';

const random = seededRandom(7);
const mintId = (): DocId => mintDocId(random.bytes);

class Failure extends Error {
  readonly code: string;
  constructor(code: string) {
    super();
    this.code = code;
  }
}

/** A server's documents, shared by the windows of a test. */
class Server implements DocumentsPort {
  docs: DocumentInfo[] = [];
  now = 1000;
  failure: Failure | undefined;
  lists = 0;

  add(title: string): DocId {
    const id = mintId();
    this.now += 1;
    this.docs.push({ id, format: 'blocks', title, createdAt: this.now, updatedAt: this.now });
    return id;
  }
  retitle(id: DocId, title: string): void {
    this.docs = this.docs.map((info) => (info.id === id ? { ...info, title } : info));
  }
  async list(): Promise<DocumentInfo[]> {
    this.lists += 1;
    await this.#answer();
    return this.docs.map((info) => ({ ...info }));
  }
  async create(id: DocId): Promise<DocumentInfo> {
    await this.#answer();
    this.now += 1;
    const info: DocumentInfo = {
      id,
      format: 'blocks',
      title: '',
      createdAt: this.now,
      updatedAt: this.now,
    };
    this.docs.push(info);
    return info;
  }
  async remove(id: DocId): Promise<void> {
    await this.#answer();
    this.docs = this.docs.filter((info) => info.id !== id);
  }
  async #answer(): Promise<void> {
    await Promise.resolve();
    if (this.failure !== undefined) throw this.failure;
  }
}

const openWindow = (server: Server, exclusively = takeTurns()) =>
  createDocuments({ client: server, mintId, exclusively });

/** What windows of one browser have in common: one after the other. */
function takeTurns() {
  let turn: Promise<unknown> = Promise.resolve();
  return <T>(task: () => Promise<T>): Promise<T> => {
    const mine = turn.then(task);
    turn = mine.catch(() => undefined);
    return mine;
  };
}

const titles = (documents: ReturnType<typeof openWindow>) =>
  documents.get().documents?.map(({ title }) => title);

test('APP-21 the list is the newest change first', async () => {
  const server = new Server();
  server.add('older');
  server.add('newer');
  const documents = openWindow(server);
  expect(documents.get().documents).toBeUndefined();
  await documents.refresh();
  expect(titles(documents)).toEqual(['newer', 'older']);
});

test('APP-21 loads that overlap share one request', async () => {
  const server = new Server();
  const documents = openWindow(server);
  await Promise.all([documents.refresh(), documents.refresh(), documents.refresh()]);
  expect(server.lists).toBe(1);
});

test('APP-22 a failed load keeps the list and says why, until one succeeds', async () => {
  const server = new Server();
  server.add('Plan');
  const documents = openWindow(server);
  await documents.refresh();
  server.failure = new Failure('unavailable');
  await documents.refresh();
  expect(documents.get().failure).toMatchObject({ code: 'unavailable' });
  expect(titles(documents)).toEqual(['Plan']);
  server.failure = undefined;
  await documents.refresh();
  expect(documents.get().failure).toBeUndefined();
});

test('APP-23 windows that find no page make exactly one between them', async () => {
  const server = new Server();
  const turns = takeTurns();
  const windows = Array.from({ length: 5 }, () => openWindow(server, turns));
  const latest = await Promise.all(windows.map((documents) => documents.latest()));
  expect(server.docs).toHaveLength(1);
  expect(new Set(latest.map(({ id }) => id)).size).toBe(1);
});

test('APP-23 where there are pages, the latest is the one changed last', async () => {
  const server = new Server();
  server.add('older');
  const id = server.add('newer');
  expect((await openWindow(server).latest()).id).toBe(id);
  expect(server.docs).toHaveLength(2);
});

test('APP-24 the open page’s own title is in the list at once, and stays over an older one', async () => {
  const server = new Server();
  const id = server.add('Plan');
  const documents = openWindow(server);
  await documents.refresh();
  let changes = 0;
  documents.subscribe(() => (changes += 1));
  documents.rename(id, 'Plan B');
  expect(titles(documents)).toEqual(['Plan B']);
  expect(changes).toBe(1);
  await documents.refresh();
  expect(titles(documents)).toEqual(['Plan B']);
});

test('APP-24 the title of a page that was just closed stands until the server has it, or says another one again', async () => {
  const server = new Server();
  const id = server.add('Plan');
  const documents = openWindow(server);
  const close = (): void => {
    documents.rename(id, 'Plan B');
    documents.rename(id, undefined);
  };
  await documents.refresh();
  close();
  // What was typed last is not there yet.
  await documents.refresh();
  expect(titles(documents)).toEqual(['Plan B']);
  // Somebody else has called it so.
  await documents.refresh();
  expect(titles(documents)).toEqual(['Plan']);
  close();
  server.retitle(id, 'Plan B');
  await documents.refresh();
  server.retitle(id, 'Plan C');
  await documents.refresh();
  expect(titles(documents)).toEqual(['Plan C']);
  close();
  documents.rename(id, 'Plan D');
  for (let i = 0; i < 3; i += 1) await documents.refresh();
  expect(titles(documents)).toEqual(['Plan D']);
});

test('APP-25 a deleted page does not come back with a list that was on its way', async () => {
  const server = new Server();
  const id = server.add('Plan');
  server.add('Notes');
  const documents = openWindow(server);
  await documents.refresh();
  const late = server.list();
  server.list = () => late;
  const loading = documents.refresh();
  await documents.remove(id);
  await loading;
  expect(titles(documents)).toEqual(['Notes']);
});

test('APP-25 deleting what somebody else has deleted succeeds; any other refusal is passed on', async () => {
  const server = new Server();
  const id = server.add('Plan');
  const documents = openWindow(server);
  await documents.refresh();
  server.failure = new Failure('forbidden');
  await expect(documents.remove(id)).rejects.toMatchObject({ code: 'forbidden' });
  expect(titles(documents)).toEqual(['Plan']);
  server.failure = new Failure('document-deleted');
  await documents.remove(id);
  expect(titles(documents)).toEqual([]);
});
