import { describe, expect, test } from 'vitest';
import { MAX_STREAMS_EACH, RATES, type RateKind } from '@weft/shared/protocol/limits';
import { ROUTES } from '@weft/shared/protocol/routes';
import { manualClock } from '@weft/shared/testing/clock';
import { createMemoryDocuments } from '../documents/memory-documents.ts';
import { Refusal } from '../room/refusal.ts';
import { docIdOf, sessionIdOf } from '../testing/numbered-ids.ts';
import { servedApp } from '../testing/served-app.ts';
import { createRates, type Rates } from './rates.ts';
import { createStreams } from './streams.ts';
import type { EventStream } from './event-stream.ts';

/** Seconds after which `work` may be tried again, or `undefined` when it was granted. */
function refusedFor(work: () => void): number | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    expect(error).toMatchObject({ code: 'too-many' });
    return (error as Refusal).detail.retryAfterS;
  }
}

function subject(maxCallers?: number) {
  const clock = manualClock();
  const rates = createRates(clock, maxCallers);
  const take = (kind: RateKind, caller = 'ann') => refusedFor(() => rates.take(kind, caller));
  return {
    clock,
    rates,
    take,
    /** How many of so many are granted. */
    granted: (kind: RateKind, count: number, caller = 'ann') =>
      Array.from({ length: count }, () => take(kind, caller)).filter((one) => one === undefined)
        .length,
  };
}

describe('a rate', () => {
  test.each(Object.keys(RATES) as RateKind[])(
    'RATE-1 of %s grants a burst, and then so many a second for ever',
    (kind) => {
      const { clock, granted } = subject();
      const { burst, perSecond } = RATES[kind];
      expect(granted(kind, 2 * burst)).toBe(burst);
      for (let second = 0; second < 5; second++) {
        clock.advance(1_000);
        expect(granted(kind, 2 * burst)).toBe(perSecond);
      }
      clock.advance((burst / perSecond) * 1_000 * 10);
      expect(granted(kind, 2 * burst)).toBe(burst);
    },
  );

  test('RATE-3 a refusal says after how many seconds the next one is granted', () => {
    const { clock, take, granted } = subject();
    granted('create', RATES.create.burst);
    const seconds = take('create')!;
    expect(seconds).toBeGreaterThanOrEqual(1);
    clock.advance(seconds * 1_000);
    expect(take('create')).toBeUndefined();
  });

  test('RATE-1 is each caller’s own, and each kind’s', () => {
    const { take, granted } = subject();
    granted('create', RATES.create.burst);
    expect(take('create')).toBeDefined();
    expect(take('create', 'ben')).toBeUndefined();
    expect(take('append')).toBeUndefined();
  });

  test('RATE-1 asking while refused costs nothing', () => {
    const { clock, take, granted } = subject();
    granted('create', 5 * RATES.create.burst);
    clock.advance(1_000 / RATES.create.perSecond);
    expect(take('create')).toBeUndefined();
  });

  test('RATE-1 a clock that is set back neither grants nor takes', () => {
    let now = 1_000_000;
    const rates = createRates({ now: () => now });
    const { burst, perSecond } = RATES.create;
    for (let i = 0; i < burst; i++) rates.take('create', 'ann');
    now = 0;
    expect(refusedFor(() => rates.take('create', 'ann'))).toBeDefined();
    now = 1_000 / perSecond;
    expect(refusedFor(() => rates.take('create', 'ann'))).toBeUndefined();
  });

  test('RATE-1 callers that come and go are forgotten, those silent longest first', () => {
    const { rates, take, granted } = subject(3);
    granted('create', RATES.create.burst, 'ann');
    for (const caller of ['a', 'b', 'ann', 'c', 'd']) take('create', caller);
    expect(rates.callers).toBe(3);
    expect(take('create', 'ann')).toBeDefined();
  });
});

test('RATE-4 one caller has so many streams, others go on having theirs, and a place that is left is free', () => {
  const streams = createStreams(manualClock());
  const leaving: (() => void)[] = [];
  const stream = { onClose: (callback: () => void) => leaving.push(callback) };
  const open = (caller: string | undefined): number | undefined =>
    refusedFor(() => {
      streams.admit(caller);
      streams.add(stream as unknown as EventStream, caller);
    });
  for (let i = 0; i < MAX_STREAMS_EACH - 1; i++) expect(open('ann')).toBeUndefined();
  const leave = streams.hold(() => undefined, { way: 'long-poll', caller: 'ann' });
  expect(open('ann')).toBeGreaterThanOrEqual(1);
  expect([open('ben'), open(undefined)]).toEqual([undefined, undefined]);
  leave();
  expect(open('ann')).toBeUndefined();
  expect(open('ann')).toBeDefined();
  leaving[0]!();
  expect(open('ann')).toBeUndefined();
});

test('RATE-4 all together have so many, too', () => {
  const streams = createStreams(manualClock(), { maxStreams: 2 });
  for (let i = 0; i < 2; i++) {
    streams.admit(undefined);
    streams.add({ onClose: () => undefined } as unknown as EventStream, undefined);
  }
  expect(refusedFor(() => streams.admit(undefined))).toBeGreaterThanOrEqual(1);
});

describe('a server behind a proxy that it believes', () => {
  const doc = docIdOf(1);
  const JSON_TYPE = { 'Content-Type': 'application/json' };

  /** Ways to ask for each kind, as one caller. */
  const ASK: Readonly<Record<RateKind, readonly [path: string, init: RequestInit]>> = {
    append: [ROUTES.updates, { method: 'POST' }],
    presence: [
      ROUTES.presence,
      { method: 'POST', headers: { 'Weft-Session': sessionIdOf(1) }, body: '{}' },
    ],
    create: [ROUTES.documents, { method: 'POST', headers: JSON_TYPE, body: '{}' }],
    snapshot: [ROUTES.snapshot, { headers: { 'Weft-Format': 'blocks' } }],
    follow: [ROUTES.follow, {}],
  };

  test.each(Object.keys(ASK) as RateKind[])(
    'RATE-1 RATE-3 refuses one caller’s %s with 429 and a time, and nobody else',
    async (kind) => {
      const taken: string[] = [];
      const documents = createMemoryDocuments();
      await documents.create({ id: doc, format: 'raw', time: 0 });
      const rates: Rates = {
        callers: 0,
        take(asked, caller) {
          taken.push(asked);
          if (caller === '192.0.2.1') throw new Refusal('too-many', { retryAfterS: 7 });
        },
      };
      const { url } = await servedApp({ documents, proxies: 1, rates });
      const [path, init] = ASK[kind];
      const ask = async (address: string): Promise<Response> => {
        const headers = { ...(init.headers as object), 'X-Forwarded-For': address };
        const response = await fetch(url + path.replace(':doc', doc), { ...init, headers });
        await response.arrayBuffer();
        return response;
      };
      const refused = await ask('192.0.2.1');
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '7']);
      expect((await ask('192.0.2.2')).status).not.toBe(429);
      expect((await ask('127.0.0.1')).status).not.toBe(429);
      expect(taken).toEqual([kind, kind]);
    },
  );

  test('RATE-1 RATE-3 grants a burst of pages, and more of them with time', async () => {
    const clock = manualClock();
    const { url } = await servedApp({ clock, proxies: 1 });
    const ask = async (): Promise<Response> => {
      const headers = { ...JSON_TYPE, 'X-Forwarded-For': '192.0.2.1' };
      const [path, init] = ASK.create;
      const response = await fetch(url + path, { ...init, headers });
      await response.arrayBuffer();
      return response;
    };
    for (let i = 0; i < RATES.create.burst; i += 50) {
      const answers = await Promise.all(Array.from({ length: 50 }, ask));
      expect(answers.map(({ status }) => status)).not.toContain(429);
    }
    const refused = await ask();
    expect(refused.status).toBe(429);
    clock.advance(Number(refused.headers.get('retry-after')) * 1_000);
    expect((await ask()).status).not.toBe(429);
  });
});
