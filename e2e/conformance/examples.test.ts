import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeBase64 } from '@weft/shared/codec/base64';
import { createEventReader } from '@weft/shared/codec/sse';
import { parseDocId, type DocId } from '@weft/shared/protocol/ids';
import { snapshotPath } from '@weft/shared/protocol/routes';
import { first, rowsOf, type Event } from './event-collector.ts';
import { expectRefused } from './refusal.ts';
import { base, cursor, send } from './server-under-test.ts';

const page = new URL('../../shared/PROTOCOL.md', import.meta.url);

/** What the shell examples print, run once in the page's order as somebody would who types them. */
describe('the examples of the protocol’s page', () => {
  let output: string;
  let problems: string;
  let status: unknown;
  let doc: DocId;

  beforeAll(async () => {
    const blocks = [...(await readFile(page, 'utf8')).matchAll(/^```sh\n(.*?)^```$/gms)];
    expect(blocks.length).toBeGreaterThan(0);
    const script = blocks.map(([, block]) => block).join('\n');
    const shell = spawn('bash', ['-eu', '-o', 'pipefail', '-c', script], {
      env: { ...process.env, WEFT: base.origin },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const exited = once(shell, 'exit');
    [output, problems] = await Promise.all([text(shell.stdout), text(shell.stderr)]);
    [status] = await exited;
    doc = parseDocId(/"id":"([^"]*)"/.exec(output)?.[1] ?? '')!;
  });

  test('ERR-1 run to their end, and only the stream is cut off by its time limit', () => {
    expect(problems.split('\n').filter((line) => line && !line.startsWith('curl: (28)'))).toEqual(
      [],
    );
    expect(status).toBe(0);
    expect(output).not.toContain('"code"');
  });

  test('DOC-1 make a document', () => {
    const made = JSON.parse(/^\{"id":.*?\}/.exec(output)?.[0] ?? 'null') as unknown;
    expect(made).toMatchObject({ id: doc, format: 'raw', title: '' });
  });

  test('UP-5 SNAP-1 append one row, and the snapshot ends with the cursor that answered', () => {
    const appended = /\{"cursor":"([^"]*)"\}/.exec(output)?.[1] ?? '';
    expect(cursor(appended).offset).toBe(1);
    expect(output).toMatch(/HTTP\/(?:1\.1|2) 200 /);
    expect(/^weft-cursor: (\S*)/im.exec(output)?.[1]).toBe(appended);
    expect(/^weft-since: (\S*)/im.exec(output)?.[1]).toBe('0');
  });

  test('DOWN-1 DOWN-2 follow it: hello, the row, live', () => {
    const events: Event[] = [];
    const reader = createEventReader(
      (event) => events.push(event),
      () => expect.fail('an event had the wrong shape'),
    );
    reader.feed(output.slice(output.indexOf('event: hello')));
    const names = events.map(({ name }) => name).filter((name) => name !== 'beat');
    expect(names).toEqual(['hello', 'presence', 'updates', 'live']);
    const [[offset, row] = []] = rowsOf(events, doc);
    expect(offset).toBe(1);
    const came = new Y.Doc();
    Y.applyUpdate(came, decodeBase64(row!));
    expect(came.getText('title').toString()).toBe('Hello');
    expect(cursor(first('live', doc)(events)!.cursor).offset).toBe(1);
  });

  test('DOC-3 delete it for everybody', async () => {
    expectRefused(await send({ path: snapshotPath(doc) }), 'document-deleted');
  });
});
