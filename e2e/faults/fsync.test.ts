import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { mintDocId } from '@weft/shared/protocol/ids';
import { createDocumentsClient } from '@weft/client/sync';
import { LOCAL_PRINCIPAL } from '@weft/server/access/principal';
import { createMemoryDocuments } from '@weft/server/documents/memory-documents';
import { createHub } from '@weft/server/hub/hub';
import type { Log } from '@weft/server/log/log';
import { createMemoryLog } from '@weft/server/log/memory-log';
import type { RoomMessage } from '@weft/server/room/message';
import { createRooms } from '@weft/server/room/rooms';
import { systemClock } from '@weft/shared/clock';
import * as Y from 'yjs';
import { startServer, temporaryFolder } from '../fixtures/server-process.ts';
import { canTrace } from './can-trace.ts';
import { until } from './peer.ts';
import { createWriter } from './writer.ts';

const POSTS = 100;

/**
 * What the system calls say of the journal, in their order: `w` bytes written to its WAL, `s` the WAL
 * synced, `a` an answer of 200 to a POST written to a socket.
 */
function readTrace(file: string): string {
  let story = '';
  // A call that another thread's interrupted names its file where it began, and ends on a line without it.
  const journals = new Map<string, boolean>();
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const thread = line.split(' ', 1)[0]!;
    const isResumed = line.includes(' resumed>');
    const isJournal = isResumed
      ? journals.get(thread)
      : /^\d+ +\w+\(\d+<[^>]*journal\.db-wal>/.test(line);
    // An answer counts from its beginning, bytes and syncs from their end: the strictest reading.
    if (/HTTP\/1\.1 200 OK.*cursor/s.test(line)) story += 'a';
    else if (line.includes('<unfinished')) journals.set(thread, isJournal === true);
    else if (isJournal && line.includes('pwrite64')) story += 'w';
    else if (isJournal && /f(data)?sync/.test(line)) story += 's';
  }
  return story;
}

test.runIf(canTrace())(
  'UP-1 LOG-5 strace: every 200 comes after an fsync of its bytes',
  async () => {
    const folder = temporaryFolder();
    const trace = join(folder, 'trace');
    const server = await startServer({
      folder: join(folder, 'data'),
      // -D: the server stays our own child, and hears our signal.
      under: [
        'strace',
        '-D',
        '-f',
        '-y',
        '-s',
        '4096',
        '-o',
        trace,
        '-e',
        'trace=pwrite64,fsync,fdatasync,write,writev,sendto',
      ],
    });
    const doc = mintDocId((length) => randomBytes(length));
    await createDocumentsClient({ baseUrl: server.url }).create(doc, 'raw');
    const writer = createWriter(doc, 'w');
    const running = writer.run(() => {
      if (writer.acknowledged.length >= POSTS - 1) writer.stop();
      return server.url;
    });
    await running;
    await server.end('SIGTERM');
    const finished = new RegExp(`^${server.pid} +\\+\\+\\+ exited`, 'm');
    await until(() => finished.test(readFileSync(trace, 'utf8')));

    const story = readTrace(trace);
    expect(story.match(/a/g)?.length).toBe(POSTS);
    // Between two answers to one writer lie the second one's bytes and their sync, in this order.
    const answered = story
      .slice(0, story.lastIndexOf('a') + 1)
      .split('a')
      .slice(0, -1);
    for (const before of answered) expect(before).toMatch(/w[^a]*s[^w]*$/);
  },
);

test('UP-1 nobody is answered or shown an update before the log has it on disk', async () => {
  const inner = createMemoryLog();
  const story: string[] = [];
  let commit = (): void => undefined;
  const log: Log = {
    ...inner,
    async append(row) {
      story.push('appending');
      await new Promise<void>((resolve) => (commit = resolve));
      story.push('on disk');
      return inner.append(row);
    },
  };
  const hub = createHub<RoomMessage>();
  const rooms = createRooms({
    log,
    documents: createMemoryDocuments(),
    hub,
    clock: systemClock,
    onRow: () => undefined,
  });
  const id = mintDocId((length) => randomBytes(length));
  const { room } = await rooms.create(id, 'raw');
  hub.listen(id, () => story.push('shown'));
  const doc = new Y.Doc();
  doc.getText('t').insert(0, 'x');
  const answered = room
    .append({ principal: LOCAL_PRINCIPAL, bytes: Y.encodeStateAsUpdate(doc) })
    .then(() => story.push('answered'));
  await new Promise((resolve) => setImmediate(resolve));
  expect(story).toEqual(['appending']);
  commit();
  await answered;
  expect(story).toEqual(['appending', 'on disk', 'shown', 'answered']);
  rooms.close();
});
