import { expect, test } from 'vitest';
import { encodeBase64 } from '@weft/shared/codec/base64';
import { parseCursor, type Cursor } from '@weft/shared/protocol/cursor';
import type { Down } from '@weft/shared/protocol/down';
import { seededRandom } from '@weft/shared/testing/random';
import { createScheduledLog } from '../log/testing/scheduled-log.ts';
import { sessionIdOf } from '../testing/numbered-ids.ts';
import { turn } from '../testing/turn.ts';
import { createFakeOutlet, type FakeOutlet } from './testing/fake-outlet.ts';
import { doc, followedRooms } from './testing/followed-rooms.ts';

const ann = sessionIdOf(1);
const STEPS = 150;

/** One who follows, loses the connection now and then, and goes on from the last cursor. */
interface Reader {
  outlet: FakeOutlet;
  cursor: Cursor | undefined;
  /** Row by row what was told; null for own rows. */
  readonly rows: (string | null)[];
  isLive: boolean;
}

/** Takes events over; throws on a gap, a repetition, or an event that does not belong there. */
function take(reader: Reader, events: readonly Down[]): void {
  for (const event of events) {
    switch (event.name) {
      case 'updates': {
        const cursor = parseCursor(event.cursor)!;
        if (cursor.offset - event.updates.length !== reader.rows.length) {
          throw new Error(
            `${reader.rows.length} rows, then ${event.updates.length} up to ${cursor.offset}`,
          );
        }
        reader.rows.push(...event.updates);
        reader.cursor = cursor;
        break;
      }
      case 'live':
        if (parseCursor(event.cursor)!.offset < reader.rows.length)
          throw new Error('live before the end');
        reader.isLive = true;
        break;
      case 'gone':
        if (event.code !== 'unavailable') throw new Error(event.code);
        reader.outlet.close();
        break;
      case 'presence':
        break;
      default:
        throw new Error(event.name);
    }
  }
}

async function race(seed: number, faults: number): Promise<void> {
  const random = seededRandom(seed);
  const log = createScheduledLog(random);
  const { append, follow, clock } = await followedRooms(log);
  const connect = (reader: Pick<Reader, 'cursor'>): FakeOutlet => {
    const outlet = createFakeOutlet(random.pick([1, 300, 64 * 1024]));
    return follow({ outlet, sessions: [ann], ...(reader.cursor && { cursor: reader.cursor }) });
  };
  const readers = Array.from({ length: 2 }, (): Reader => {
    const outlet = connect({ cursor: undefined });
    return { outlet, cursor: undefined, rows: [], isLive: false };
  });
  const reconnect = (reader: Reader): void => {
    reader.outlet.close();
    reader.isLive = false;
    reader.outlet = connect(reader);
  };

  log.setFaults(faults);
  let n = 0;
  for (let step = 0; step < STEPS; step++) {
    const reader = random.pick(readers);
    const choice = random.below(10);
    if (choice < 3) {
      const author = faults === 0 && random.chance(0.3) ? { session: ann, n: (n += 1) } : undefined;
      append(author).catch(() => undefined);
    } else if (choice < 8) {
      if (log.waiting > 0) log.answerOne();
    } else if (choice === 8) {
      take(reader, reader.outlet.take(1 + random.below(3)));
    } else if (random.chance(0.3)) {
      reconnect(reader);
    } else if (random.chance(0.1)) {
      clock.advance(120_000);
    }
    if (random.chance(0.7)) await turn();
  }

  log.setFaults(0);
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 3; quiet++) {
      await turn();
      while (log.waiting > 0) {
        log.answerOne();
        await turn();
        quiet = 0;
      }
      for (const reader of readers) {
        const events = reader.outlet.take();
        if (events.length > 0) quiet = 0;
        take(reader, events);
      }
    }
  };
  await settle();
  for (const reader of readers) if (reader.outlet.closed) reconnect(reader);
  await settle();

  const reading = log.read(doc, 0, 1_000_000);
  log.answerOne();
  const expected = (await reading).map(({ session, bytes }) =>
    session === ann ? null : encodeBase64(bytes),
  );
  for (const { rows, isLive } of readers) {
    expect(rows).toEqual(expected);
    expect(isLive).toBe(true);
  }
}

/** Runs every seed; a failure names its own. */
async function races(seeds: number, faults: number): Promise<void> {
  for (let seed = 1; seed <= seeds; seed++) {
    try {
      await race(seed, faults);
    } catch (cause) {
      throw new Error(`seed ${seed}`, { cause });
    }
  }
}

test('DOWN-2 DOWN-4 DOWN-9 every row once and in order, in whatever order reads, rows and readers come', async () => {
  await races(80, 0);
}, 30_000);

test('DOWN-2 LOG-7 every row once and in order, while the disk refuses now and then', async () => {
  await races(50, 0.1);
}, 30_000);
