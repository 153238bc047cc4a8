import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test as base } from 'vitest';
import { startNginx } from './nginx.ts';
import { startProxy } from './proxy.ts';
import { isLive, isSaved, openWorld, reads, talk, until, type World } from './world.ts';

/** Worlds that end with their test; each test runs beside the others, for most of it is waiting. */
const test = base.extend<{ open: (speed?: number) => Promise<World> }>({
  // Vitest reads what a fixture needs off its parameter, and accepts nothing but a pattern.
  // oxlint-disable-next-line no-empty-pattern
  open: async ({}, use) => {
    const worlds: World[] = [];
    await use(async (speed) => {
      const world = await openWorld(speed);
      worlds.push(world);
      return world;
    });
    await Promise.all(worlds.map(({ close }) => close()));
  },
});

/** Milliseconds that something took. */
async function timed(work: Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work;
  return performance.now() - began;
}

test.concurrent('RUNG-1 DOWN-12 nginx as Debian sets it up lets streams through', async ({
  open,
}) => {
  const world = await open();
  const [near, far] = [world.join(), world.join(await world.place(startNginx(world.url)))];
  await until(() => isLive(near) && isLive(far));
  await talk(near, far, 'word');
  expect(far.provider.rung).toBe('stream');
});

test.concurrent('RUNG-1 DOWN-12 nginx that compresses everything lets streams through', async ({
  open,
}) => {
  const world = await open();
  const gzip = `gzip on; gzip_types *; gzip_min_length 0; gzip_proxied any; gzip_http_version 1.0;`;
  const [near, far] = [world.join(), world.join(await world.place(startNginx(world.url, gzip)))];
  await until(() => isLive(near) && isLive(far));
  await talk(near, far, 'word');
  expect(far.provider.rung).toBe('stream');
});

test.concurrent('RUNG-1 behind an nginx that is told to buffer everything, polls are held instead', async ({
  open,
}) => {
  const world = await open();
  const deaf =
    'proxy_ignore_headers X-Accel-Buffering; proxy_buffers 8 64k; proxy_buffer_size 64k;';
  const [near, far] = [world.join(), world.join(await world.place(startNginx(world.url, deaf)))];
  expect(await timed(until(() => isLive(far)))).toBeLessThan(12_000);
  await until(() => isLive(near));
  await talk(near, far, 'word');
  expect(far.provider.rung).toBe('long-poll');
  expect(far.links.filter((phase) => phase === 'waiting')).toEqual([]);
});

test.concurrent('RUNG-1 behind a proxy that holds answers back until they are whole, polls are held instead', async ({
  open,
}) => {
  const world = await open();
  const proxy = await world.place(startProxy(world.url, { isWhole: true }));
  const [near, far] = [world.join(), world.join(proxy)];
  expect(await timed(until(() => isLive(far)))).toBeLessThan(12_000);
  await until(() => isLive(near));
  await talk(near, far, 'word');
  expect(far.provider.rung).toBe('long-poll');
  expect(far.links.filter((phase) => phase === 'waiting')).toEqual([]);
  // What is said travels while the poll waits, not when its time is over.
  near.text.insert(0, 'quick ');
  expect(await timed(until(() => reads(far, 'quick')))).toBeLessThan(5_000);
});

test.concurrent('DOWN-7 a proxy that cuts what is idle for 60 s never cuts a stream', async ({
  open,
}) => {
  const world = await open(10);
  const proxy = await world.place(startProxy(world.url, { idleMs: 60_000 / 10 }));
  const [near, far] = [world.join(), world.join(proxy)];
  await until(() => isLive(near) && isLive(far));
  await sleep(14_000);
  expect([proxy.cuts, far.links.at(-1), far.provider.rung]).toEqual([0, 'live', 'stream']);
  expect(proxy.asked.filter((kind) => kind === 'stream')).toHaveLength(1);
  await talk(near, far, 'word');
});

test.concurrent('RUNG-3 a proxy that holds answers back and cuts what is idle for 8 s is polled for 5', async ({
  open,
}) => {
  const world = await open(10);
  const proxy = await world.place(startProxy(world.url, { isWhole: true, idleMs: 8_000 / 10 }));
  const [near, far] = [world.join(), world.join(proxy)];
  await until(() => isLive(near) && isLive(far));
  await until(() => proxy.cuts >= 2);
  // Polls of 25 and of 10 s.
  const { cuts } = proxy;
  await sleep(3_000);
  expect([proxy.cuts, far.provider.rung]).toEqual([cuts, 'long-poll']);
  await talk(near, far, 'word');
});

test.concurrent('RUNG-3 RUNG-4 a proxy that holds answers back and cuts what is idle for 3 s is polled again and again', async ({
  open,
}) => {
  const world = await open(10);
  const proxy = await world.place(startProxy(world.url, { isWhole: true, idleMs: 3_500 / 10 }));
  const [near, far] = [world.join(), world.join(proxy)];
  await until(() => far.provider.rung === 'short-poll' && isLive(far));
  await until(() => isLive(near));
  await talk(near, far, 'word');
  expect(far.provider.rung).toBe('short-poll');
});

test.concurrent('RUNG-7 a proxy that answers with pages of its own now and then stops nobody', async ({
  open,
}) => {
  const world = await open(5);
  let count = 0;
  const page = (): number | undefined => (++count % 3 === 0 ? undefined : 502);
  const proxy = await world.place(startProxy(world.url, { page }));
  const [near, far] = [world.join(), world.join(proxy)];
  await until(() => isLive(near) && isLive(far));
  await talk(near, far, 'first');
  proxy.behave({ page: () => 503 });
  far.text.insert(0, 'kept ');
  await sleep(2_000);
  proxy.behave({});
  await talk(near, far, 'second');
  await until(() => reads(near, 'kept'));
  expect(far.provider.rung).toBe('stream');
});

test.concurrent('RUNG-2 a proxy that answers every stream with a page, and nothing else, is polled', async ({
  open,
}) => {
  const world = await open(10);
  const proxy = await world.place(
    startProxy(world.url, {
      page: ({ headers }) => (headers.accept === 'text/event-stream' ? 403 : undefined),
    }),
  );
  const [near, far] = [world.join(), world.join(proxy)];
  await until(() => isLive(near) && isLive(far));
  await talk(near, far, 'word');
  expect(far.provider.rung).toBe('long-poll');
});

test.concurrent('SYNC-9 RUNG-1 where connections are taken and never answered, everything is kept and comes home', async ({
  open,
}) => {
  const world = await open(10);
  const proxy = await world.place(startProxy(world.url, {}));
  const [near, far] = [world.join(), world.join(proxy)];
  await until(() => isLive(near) && isLive(far));
  await talk(near, far, 'first');
  proxy.behave({ isDead: true });
  proxy.drop();
  far.text.insert(0, 'kept ');
  await sleep(3_000);
  expect([isLive(far), isSaved(far)]).toEqual([false, false]);
  proxy.behave({});
  proxy.drop();
  await until(() => reads(near, 'kept') && isLive(far));
  await talk(near, far, 'second');
  expect(far.provider.rung).toBe('stream');
});

test.concurrent('SYNC-9 RUNG-2 a stream that falls silent is noticed within 45 s, and the second one is left for polls', async ({
  open,
}) => {
  const world = await open(10);
  const proxy = await world.place(startProxy(world.url, { streamMs: 500 }));
  const [near, far] = [world.join(), world.join(proxy)];
  await until(() => isLive(near) && isLive(far));
  expect(await timed(until(() => far.links.includes('waiting')))).toBeLessThan(45_000 / 10 + 2_000);
  await until(() => far.provider.rung === 'long-poll' && isLive(far));
  await talk(near, far, 'word');
});

test.concurrent('RUNG-6 a network that lets streams through again is found out', async ({
  open,
}) => {
  const world = await open(40);
  const proxy = await world.place(startProxy(world.url, { isWhole: true }));
  const far = world.join(proxy);
  await until(() => far.provider.rung !== 'stream' && isLive(far));
  const before = far.links.length;
  proxy.behave({});
  await until(() => far.provider.rung === 'stream');
  expect(far.links.slice(before)).not.toContain('waiting');
});
