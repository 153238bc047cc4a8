import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createWriter, textOf } from './testing/writer.ts';
import {
  liveAt,
  openProvider,
  rowsAfter,
  sentence,
  settled,
  wholeOf,
} from './testing/scripted-provider.ts';

const appended = ({ transport }: ReturnType<typeof openProvider>): string[] =>
  transport.appends.map(({ question }) => textOf(question.bytes));

describe('a local edit is recorded', () => {
  test('SYNC-1 from the first moment, and sent after connecting', async () => {
    const opened = openProvider();
    // In the very tick in which the provider was made.
    opened.type('a');
    await settled();
    opened.type('b');
    await settled();
    expect(textOf(...(await opened.rows()).map(({ bytes }) => bytes))).toBe('ab');
    expect(opened.transport.appends).toEqual([]);
    await opened.goLive();
    expect(appended(opened)).toEqual(['ab']);
  });

  test('SYNC-1 while connecting, at every step of it', async () => {
    const opened = openProvider();
    const { provider, transport } = opened;
    provider.connect();
    opened.type('a');
    await settled();
    opened.type('b');
    transport.snapshots.at(0)!.answer(wholeOf());
    opened.type('c');
    await settled();
    opened.type('d');
    transport.streams.at(0)!.event(liveAt(0));
    await settled();
    await opened.acknowledge(1);
    const bytes = transport.appends.map(({ question }) => question.bytes);
    expect(textOf(...bytes)).toBe('abcd');
  });

  test('SYNC-1 SYNC-4 between disconnect and connect, and sent once', async () => {
    const opened = openProvider();
    await opened.goLive();
    opened.type('a');
    await settled();
    await opened.acknowledge(1);
    opened.provider.disconnect();
    opened.type('b');
    await settled();
    expect(opened.transport.appends).toHaveLength(1);
    opened.provider.connect();
    await settled();
    await opened.acknowledge(2);
    opened.type('c');
    await settled();
    const bytes = opened.transport.appends.map(({ question }) => question.bytes);
    expect(bytes).toHaveLength(3);
    expect(textOf(...bytes)).toBe('abc');
  });

  test('SYNC-1 also when an observer makes it in answer to a remote one', async () => {
    const opened = openProvider();
    const { doc } = opened;
    doc.getText('t').observe(({ transaction }) => {
      if (!transaction.local) doc.getText('answer').insert(0, 'heard');
    });
    await opened.goLive(createWriter(8).type('call'));
    const first = opened.transport.appends.at(0)!;
    const reader = new Y.Doc();
    Y.applyUpdate(reader, first.question.bytes);
    expect(reader.getText('answer').toString()).toBe('heard');
  });
});

describe('a remote edit', () => {
  const mate = createWriter(8);
  const [one, two, three] = [mate.type('1'), mate.type('2'), mate.type('3')] as const;

  test('SYNC-8 is applied with the provider as origin, and not sent back', async () => {
    const opened = openProvider();
    const origins: unknown[] = [];
    opened.doc.on('update', (_: Uint8Array, origin: unknown) => origins.push(origin));
    await opened.goLive(one);
    opened.transport.streams.at(0)!.event(rowsAfter(1, two));
    await settled();
    expect(opened.text).toBe('12');
    expect(origins).toEqual([opened.provider, opened.provider]);
    expect(opened.transport.appends).toEqual([]);
    expect(await opened.rows()).toEqual([]);
  });

  test('SYNC-8 reaches an editor that throws, is reported, and the stream goes on', async () => {
    const opened = openProvider();
    const { doc, transport, provider, faults } = opened;
    await opened.goLive(one);
    const fault = new Error('the editor stumbled');
    const stumble = (): void => {
      throw fault;
    };
    doc.getText('t').observe(stumble);
    transport.streams.at(0)!.event(rowsAfter(1, two));
    doc.getText('t').unobserve(stumble);
    transport.streams.at(0)!.event(rowsAfter(2, three));
    await settled();
    expect(opened.text).toBe('123');
    expect(faults).toEqual([fault]);
    expect(provider.link).toBe('live');
    expect(transport.streams).toHaveLength(1);
  });

  test('SYNC-8 seen before is not applied again, and of another document not at all', async () => {
    const opened = openProvider();
    await opened.goLive(one, two);
    let updates = 0;
    opened.doc.on('update', () => void updates++);
    const stream = opened.transport.streams.at(0)!;
    stream.event(rowsAfter(0, one, two));
    stream.event({ ...rowsAfter(2, three), doc: 'another' } as ReturnType<typeof rowsAfter>);
    expect(updates).toBe(0);
    stream.event(rowsAfter(1, two, three));
    expect(opened.text).toBe('123');
    expect(updates).toBe(1);
  });

  test('SYNC-8 after a gap is not applied: the stream is given up and asked for again', async () => {
    const opened = openProvider();
    const { transport, clock } = opened;
    await opened.goLive(one);
    transport.streams.at(0)!.event(rowsAfter(2, three));
    expect(opened.text).toBe('1');
    expect(transport.streams.at(0)!.closed).toBe(true);
    clock.advance(1_000);
    expect(transport.streams.at(1)!.from.cursor).toMatchObject({ offset: 1 });
    transport.streams.at(1)!.event(rowsAfter(1, two, three));
    expect(opened.text).toBe('123');
  });

  test('DOWN-4 SYNC-8 of our own moves the position, without being applied', async () => {
    const opened = openProvider();
    const { transport } = opened;
    await opened.goLive(one);
    transport.streams.at(0)!.event(rowsAfter(1, null));
    transport.streams.at(0)!.event(rowsAfter(2, two));
    expect(opened.text).toBe('12');
  });
});

describe('its owner is told', () => {
  test('SYNC-11 in the words of an editor: status, sync once, and each local update', async () => {
    const opened = openProvider();
    const { provider, transport, clock } = opened;
    const told: unknown[] = [];
    provider.on('status', ({ status }) => told.push(status));
    provider.on('sync', (synced) => told.push(synced));
    provider.on('update', () => told.push('update'));
    await opened.goLive();
    expect(provider.synced).toBe(true);
    transport.streams.at(0)!.lose();
    clock.advance(1_000);
    transport.streams.at(1)!.event(liveAt(0));
    opened.type('a');
    provider.disconnect();
    expect(told).toEqual([
      'connecting',
      true,
      'connected',
      'connecting',
      'connected',
      'update',
      'disconnected',
    ]);
  });

  test('SYNC-11 no more once it stops listening', () => {
    const { provider } = openProvider();
    const told: unknown[] = [];
    const listener = (phase: string): void => void told.push(phase);
    provider.on('link', listener);
    provider.connect();
    provider.off('link', listener);
    provider.disconnect();
    expect(told).toEqual(['opening']);
  });
});

test('SAVE-1 what is said about saving follows an edit from the key to the disk of the server', async () => {
  const opened = openProvider();
  expect(sentence(opened.provider.save)).toBe('sending');
  await settled();
  expect(sentence(opened.provider.save)).toBe('saved');
  opened.type('a');
  await settled();
  await opened.goLive();
  await opened.acknowledge(1);
  expect(opened.saves).toEqual(['saved', 'sending', 'local', 'sending', 'saved']);
});

test('SYNC-8 SAVE-1 a listener that throws costs no letter, and is reported', async () => {
  const opened = openProvider();
  const { provider, transport, faults } = opened;
  await opened.goLive();
  provider.on('save', () => {
    throw new Error('listener');
  });
  opened.type('one');
  opened.type('two');
  await settled();
  await opened.acknowledge(1);
  await opened.acknowledge(2);
  const sent = transport.appends.map(({ question }) => question.bytes);
  expect(textOf(...sent)).toBe('onetwo');
  expect(provider.save).toEqual({ kind: 'saved' });
  expect(faults.length).toBeGreaterThan(0);
});

test('RUNG-8 the provider tells the rung of its transport, and each change until it ends', async () => {
  const { provider, transport } = openProvider();
  expect(provider.rung).toBe('stream');
  const told: string[] = [];
  provider.on('rung', (rung) => told.push(rung));
  transport.climb('long-poll');
  expect([provider.rung, told]).toEqual(['long-poll', ['long-poll']]);
  await provider.destroy();
  transport.climb('short-poll');
  expect(told).toEqual(['long-poll']);
});
