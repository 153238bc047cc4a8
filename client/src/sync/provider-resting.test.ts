import { expect, test } from 'vitest';
import { liveAt, openProvider, rowsAfter, settled, sentence } from './testing/scripted-provider.ts';
import { createWriter } from './testing/writer.ts';

const MINUTE = 60_000;

/** Lets time pass while the stream goes on beating. */
async function pass(
  { clock, transport }: ReturnType<typeof openProvider>,
  ms: number,
): Promise<void> {
  for (let passed = 0; passed < ms; passed += 10_000) {
    clock.advance(Math.min(10_000, ms - passed));
    transport.streams.at(-1)!.event({ name: 'beat' });
    await settled();
  }
}

test('REST-1 hidden for a minute a page lets go, and shown again it goes on from where it was', async () => {
  const opened = openProvider();
  const { provider, transport } = opened;
  const row = createWriter(9).type('a');
  await opened.goLive(row);
  provider.awareness.setLocalState({ name: 'Me' });
  opened.hide();
  await pass(opened, MINUTE - 1);
  expect(provider.link).toBe('live');
  await pass(opened, 1);
  expect([provider.link, transport.streams.at(-1)!.closed]).toEqual(['resting', true]);
  expect(transport.presences.at(-1)!.state.state).toBeNull();
  expect(sentence(provider.save)).toBe('saved');
  const { length } = transport.streams;
  opened.clock.advance(60 * MINUTE);
  await settled();
  expect(transport.streams).toHaveLength(length);

  const links: string[] = [];
  provider.on('link', (phase) => links.push(phase));
  opened.comeBack();
  expect(transport.streams.at(-1)!.from.cursor.offset).toBe(1);
  transport.streams.at(-1)!.event(rowsAfter(1, createWriter(8).type('b')));
  transport.streams.at(-1)!.event(liveAt(2));
  await settled();
  expect(opened.text).toContain('b');
  expect(links).toEqual(['following', 'live']);
  expect(transport.presences.at(-1)!.state.state).toEqual({ name: 'Me' });
});

test('REST-1 a page that is shown again in time never lets go', async () => {
  const opened = openProvider();
  await opened.goLive();
  opened.hide();
  await pass(opened, MINUTE - 1);
  opened.comeBack();
  await pass(opened, 10 * MINUTE);
  expect([opened.provider.link, opened.transport.streams.length]).toEqual(['live', 1]);
});

test('REST-2 with something unsent, or files on their way, it does not rest before that is done', async () => {
  let isBusy = false;
  const opened = openProvider({ isBusy: () => isBusy });
  await opened.goLive();
  opened.type('a');
  await settled();
  opened.hide();
  await pass(opened, 3 * MINUTE);
  expect(opened.provider.link).toBe('live');
  isBusy = true;
  await opened.acknowledge(1);
  await pass(opened, 3 * MINUTE);
  expect(opened.provider.link).toBe('live');
  isBusy = false;
  await pass(opened, MINUTE);
  expect(opened.provider.link).toBe('resting');
});

test('REST-1 what is typed while it rests is sent, and the caller may end it', async () => {
  const opened = openProvider();
  await opened.goLive();
  opened.hide();
  await pass(opened, MINUTE);
  opened.type('a');
  await settled();
  expect(opened.transport.appends).toHaveLength(1);
  await opened.acknowledge(1);
  expect([sentence(opened.provider.save), opened.provider.link]).toEqual(['saved', 'resting']);
  opened.provider.disconnect();
  expect(opened.provider.link).toBe('off');
});

test('REST-3 destroyed, a provider does not take back what is on its way, and keeps it on the device', async () => {
  const opened = openProvider();
  await opened.goLive();
  opened.type('a');
  await settled();
  const [append] = opened.transport.appends;
  await opened.provider.destroy();
  expect(append!.aborted).toBe(false);
  append!.answer({ ok: true, cursor: { epoch: 'epochAepoch', offset: 1, tag: 'tag-of-0001' } });
  await settled();
  expect(await opened.rows()).toHaveLength(1);
  expect(opened.clock.nextTimer()).toBeUndefined();
});
