import { describe, expect, test } from 'vitest';
import type { PageAnswer } from '@weft/shared/protocol/down';
import type { DocId } from '@weft/shared/protocol/ids';
import { MAX_FOLLOW_CHANGES, MAX_ICON_LENGTH, MAX_PAGE_DEPTH } from '@weft/shared/protocol/limits';
import {
  documentPath,
  pagePath,
  pagesPath,
  ROUTES,
  snapshotPath,
} from '@weft/shared/protocol/routes';
import { parseTopic, spaceTopic, type SpaceTopic } from '@weft/shared/protocol/topic';
import { first, follow, type Event, type EventCollector } from './event-collector.ts';
import {
  change,
  command,
  firstSpace,
  infoOf,
  listed,
  newPage,
  nextPosition,
  remove,
} from './placed-pages.ts';
import { eventOf, namesOf, poll, startPoll } from './polled.ts';
import { expectRefused, refusalOf } from './refusal.ts';
import { append, jsonOf, newDoc, newSession, send, snapshot } from './server-under-test.ts';
import { createWriter } from './writer.ts';

const topicOf = async (): Promise<SpaceTopic> => spaceTopic(await firstSpace());
const place = async (parent: DocId | null = null) => ({
  space: await firstSpace(),
  parent,
  position: nextPosition(),
});

describe('commands', () => {
  test('TREE-1 a page and its document are made at once, and the same again changes nothing', async () => {
    const page = newDoc();
    const at = { ...(await place()), icon: '🌱' };
    const made = await command('PUT', page, at);
    expect(made.status).toBe(201);
    const { pages } = jsonOf(made) as PageAnswer;
    expect(pages).toMatchObject([
      { id: page, ...at, title: '', trashedAt: null, format: 'blocks' },
    ]);
    expect((await snapshot(page)).frames).toHaveLength(1);
    const again = await command('PUT', page, { ...(await place()), icon: '🌳' });
    expect([again.status, (jsonOf(again) as PageAnswer).pages]).toEqual([200, pages]);
    expectRefused(await command('PUT', page, { ...at, format: 'lexical-v2' }), 'format-mismatch');
  });

  test('TREE-2 TREE-7 a page is moved, and gets another look; what is not named stays', async () => {
    const [outer, page] = [await newPage(), await newPage()];
    const position = nextPosition();
    await change(page, { icon: '🌱', cover: 'sea' });
    const { pages } = await change(page, { parent: outer, position });
    expect(pages).toMatchObject([{ id: page, parent: outer, position, icon: '🌱', cover: 'sea' }]);
    expect(await infoOf(page)).toEqual(pages[0]);
    await change(page, { parent: null });
    expect(await infoOf(page)).toMatchObject({ parent: null, position });
  });

  test('TREE-3 rings, and pages that lie too deep, are refused and change nothing', async () => {
    const outer = await newPage();
    const inner = await newPage(outer);
    for (const parent of [outer, inner])
      expectRefused(await command('PATCH', outer, { parent }), 'page-cycle');
    expectRefused(await command('PATCH', inner, { parent: newDoc() }), 'page-unknown');
    expect(await infoOf(outer)).toMatchObject({ parent: null });
    let deepest = inner;
    for (let depth = 3; depth <= MAX_PAGE_DEPTH; depth++) deepest = await newPage(deepest);
    expect(await infoOf(await newPage(deepest))).toMatchObject({
      parent: (await infoOf(deepest))!.parent,
    });
    const low = await newPage();
    await newPage(low);
    expectRefused(await command('PATCH', low, { parent: deepest }), 'page-too-deep');
  });

  test('TREE-4 the trash takes what lies in a page along, and gives it back', async () => {
    const outer = await newPage();
    const inner = await newPage(outer);
    const { pages } = await change(outer, { trashed: true });
    expect(pages).toEqual([{ ...(await infoOf(outer)), trashedAt: expect.any(Number) }]);
    expect(await infoOf(inner)).toMatchObject({ parent: outer, trashedAt: null });
    const other = await newPage();
    expectRefused(await command('PATCH', other, { parent: inner }), 'page-trashed');
    const late = await newPage(inner);
    expect(await infoOf(late)).toMatchObject({ parent: null });
    await change(outer, { trashed: false });
    expect(await infoOf(outer)).toMatchObject({ trashedAt: null });
  });

  test('TREE-5 DOC-3 what is deleted for ever ends with its documents, but for what nobody had seen', async () => {
    const outer = await newPage();
    const inner = await newPage(outer);
    expectRefused(await remove(outer), 'page-not-trashed');
    const { cursor: seen } = await change(outer, { trashed: true });
    await change(inner, { icon: '🌱' });
    const innermost = await newPage();
    await change(innermost, { trashed: true });
    const gone = await remove(outer, seen);
    expect(gone.status).toBe(200);
    expect((jsonOf(gone) as PageAnswer).pages).toContainEqual({
      id: outer,
      space: await firstSpace(),
      gone: true,
    });
    expectRefused(
      await send({ path: `${ROUTES.documents}/${outer}/snapshot` }),
      'document-deleted',
    );
    expectRefused(await command('PUT', outer, await place()), 'document-deleted');
    expectRefused(await command('PATCH', outer, { icon: '' }), 'document-deleted');
    expect(await infoOf(inner)).toMatchObject({ parent: null, icon: '🌱' });
    expect((await remove(outer)).status).toBe(200);
  });

  test('TREE-5 DOC-3 a document that is deleted by itself takes its place along; what lies in it goes to the top', async () => {
    const outer = await newPage();
    const inner = await newPage(outer);
    expect((await send({ method: 'DELETE', path: documentPath(outer) })).status).toBe(204);
    expect(await infoOf(outer)).toBeUndefined();
    expect(await infoOf(inner)).toMatchObject({ parent: null, trashedAt: null });
  });

  test('TREE-6 a request that is sent again after somebody else’s changes nothing of theirs', async () => {
    const page = await newPage();
    const author = { session: newSession(), n: 1 };
    await change(page, { icon: '🌱' }, author);
    await change(page, { icon: '🌳' });
    const { pages } = await change(page, { icon: '🌱' }, author);
    expect(pages).toMatchObject([{ id: page, icon: '🌳' }]);
  });

  test('ERR-4 TREE-2 what cannot be meant is refused with a code, and changes nothing', async () => {
    const page = await newPage();
    const before = await listed();
    const at = await place();
    const wrong: readonly [unknown, 'PUT' | 'PATCH'][] = [
      [{}, 'PUT'],
      [{ ...at, parent: 7 }, 'PUT'],
      [{ ...at, position: '' }, 'PUT'],
      [{ ...at, position: 'not a position' }, 'PUT'],
      [{ ...at, icon: 'x'.repeat(MAX_ICON_LENGTH + 1) }, 'PUT'],
      [{ ...at, format: 'pdf' }, 'PUT'],
      [{ ...at, colour: 'red' }, 'PUT'],
      [{ position: '' }, 'PATCH'],
      [{ position: 'a!' }, 'PATCH'],
      [{ trashed: 'yes' }, 'PATCH'],
      [{ title: 'no' }, 'PATCH'],
      [[], 'PATCH'],
    ];
    for (const [body, method] of wrong)
      expectRefused(
        await command(method, method === 'PUT' ? newDoc() : page, body),
        'request-malformed',
      );
    const malformed = await send({ method: 'PATCH', path: `${API_PAGES}/x`, ...json({}) });
    expectRefused(malformed, 'id-malformed');
    expectRefused(await command('PATCH', newDoc(), {}), 'page-unknown');
    expectRefused(await remove(newDoc()), 'page-unknown');
    expectRefused(
      await send({ method: 'DELETE', path: `${pagePath(page)}?seen=x` }),
      'cursor-malformed',
    );
    expectRefused(await send({ path: pagesPath(newDoc() as never) }), 'space-unknown');
    refusalOf(await send({ path: `${ROUTES.spaces}/x/pages` }));
    const nowhere = newDoc();
    expectRefused(await command('PUT', nowhere, { ...at, space: newDoc() }), 'space-unknown');
    expectRefused(await send({ path: snapshotPath(nowhere) }), 'document-unknown');
    expect(await infoOf(page)).toEqual(before.pages.find(({ id }) => id === page));
  });
});

const API_PAGES = pagePath('' as DocId).replace(/\/$/, '');
const json = (body: unknown) => ({
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

describe('following', () => {
  /** Changes of pages that came down, in order. */
  const changesOf = (events: readonly Event[]) =>
    events.flatMap((event) => (event.name === 'pages' ? event.pages : []));
  const until = (stream: EventCollector, page: DocId) =>
    stream.until((events) => changesOf(events).find(({ id }) => id === page));

  test('TREE-8 whoever follows a space hears of each change, once and in order, beside documents', async () => {
    const topic = await topicOf();
    const { cursor } = await listed();
    const doc = await newPage();
    const stream = await follow([{ doc: topic, cursor }, doc]);
    await stream.until(first('live', topic));
    const page = await newPage();
    await change(page, { icon: '🌱' });
    await change(page, { trashed: true });
    await remove(page);
    await stream.until((events) =>
      changesOf(events).find((one) => 'gone' in one && one.id === page),
    );
    const own = changesOf(stream.events).filter(({ id }) => id === page);
    expect(own.map((one) => ('gone' in one ? 'gone' : [one.icon, one.trashedAt !== null]))).toEqual(
      [['', false], ['🌱', false], ['🌱', true], 'gone'],
    );
    expect(stream.events.some(({ name }) => name === 'updates')).toBe(true);
    stream.close();
  });

  test('TREE-8 from a cursor everything later comes, then live; an unknown one, or none, is told to read anew', async () => {
    const topic = await topicOf();
    const { cursor } = await listed();
    const page = await newPage();
    const stream = await follow([{ doc: topic, cursor }]);
    expect(await until(stream, page)).toMatchObject({ id: page });
    await stream.until(first('live', topic));
    stream.close();
    const [epoch, offset] = cursor.split('.');
    for (const [wanted, reason] of [
      [topic, 'behind'],
      [{ doc: topic, cursor: `${epoch}.${offset}.AAAAAAAAAAA` }, 'cursor-unknown'],
      [{ doc: topic, cursor: `AAAAAAAAAAA.${offset}.AAAAAAAAAAA` }, 'cursor-unknown'],
    ] as const) {
      const lost = await follow([wanted]);
      expect(await lost.until(first('resync', topic))).toMatchObject({ reason });
      lost.close();
    }
    const nowhere = parseTopic(`space:${newDoc()}`)!;
    const none = await follow([nowhere]);
    expect(await none.until(first('gone', nowhere))).toMatchObject({ code: 'space-unknown' });
    none.close();
  });

  test('TREE-8 who is far behind is told to read the pages', async () => {
    const topic = await topicOf();
    const { cursor } = await listed();
    const page = await newPage();
    for (let i = 0; i < MAX_FOLLOW_CHANGES; i++) await change(page, { icon: String(i) });
    const stream = await follow([{ doc: topic, cursor }]);
    expect(await stream.until(first('resync', topic))).toMatchObject({ reason: 'behind' });
    stream.close();
  });

  test('TREE-8 POLL-1 polls bring the same changes, at once or when they come', async () => {
    const topic = await topicOf();
    const { cursor } = await listed();
    const quiet = await poll([{ doc: topic, cursor }]);
    expect(namesOf(quiet, topic)).toEqual(['live']);
    const page = await newPage();
    const told = await poll([{ doc: topic, cursor }]);
    expect(namesOf(told, topic)).toEqual(['pages', 'live']);
    const event = eventOf(told, 'pages', topic)!;
    expect(event.pages).toContainEqual(expect.objectContaining({ id: page }));
    const { presence } = told;
    const waiting = startPoll([{ doc: topic, cursor: event.cursor }], {
      prefer: 'wait=20',
      presence,
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const later = await newPage();
    const answer = await waiting.answer;
    expect(eventOf(answer, 'pages', topic)!.pages).toMatchObject([{ id: later }]);
    expect(namesOf(await poll([topic]), topic)).toEqual(['resync']);
  });

  test('TREE-9 DOC-6 the title of a page follows its document, and those who follow hear of it', async () => {
    const topic = await topicOf();
    const page = await newPage();
    const { cursor } = await listed();
    const stream = await follow([{ doc: topic, cursor }]);
    await append(
      page,
      createWriter(3).edit((doc) => doc.getText('title').insert(0, 'Plans')),
    );
    await stream.until((events) =>
      changesOf(events).find((one) => 'title' in one && one.id === page && one.title === 'Plans'),
    );
    expect(await infoOf(page)).toMatchObject({ title: 'Plans' });
    stream.close();
  });

  test('TREE-10 the list is named by where the space is, and is not sent twice', async () => {
    const answer = await send({ path: pagesPath(await firstSpace()) });
    const tag = String(answer.headers['etag']);
    const again = await send({
      path: pagesPath(await firstSpace()),
      headers: { 'If-None-Match': tag },
    });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const page = await newPage();
    const later = await send({
      path: pagesPath(await firstSpace()),
      headers: { 'If-None-Match': tag },
    });
    expect(later.status).toBe(200);
    expect(later.body.toString()).toContain(page);
  });
});
