import { setTimeout as sleep } from 'node:timers/promises';
import type { People } from './people.ts';
import type { KeyTraffic, Results } from './task.ts';

const FIRST_KEYS = 5;
/** After the last key, for what comes back. */
const REST_MS = 300;

/** Everybody types as fast as they are acknowledged, one letter at a time. */
export async function pump(people: People, seconds: number): Promise<Results['pump']> {
  const until = performance.now() + seconds * 1000;
  let updates = 0;
  await Promise.all(
    people.all.map(async (person) => {
      while (performance.now() < until) {
        const wanted = person.acknowledged + 1;
        const acknowledged = people.acknowledged(person, wanted);
        people.type(person, 1);
        await acknowledged;
        updates += 1;
      }
    }),
  );
  return { updates };
}

/** What a key costs on the wire: of the one who types and of the last one of those who read. */
export async function pressKeys(
  people: People,
  count: number,
  everyMs: number,
): Promise<KeyTraffic> {
  const [typist] = people.all;
  const reader = people.all.at(-1);
  const press = async (keys: number): Promise<void> => {
    for (let key = 0; key < keys; key++) {
      people.type(typist!, 1);
      await sleep(everyMs);
    }
    await sleep(REST_MS);
  };
  // The first ones open connections, and fill the tables of HTTP/2.
  await press(FIRST_KEYS);
  const before = [typist, reader].map((person) => person!.connection!.traffic);
  await press(count);
  const [typed, read] = [typist, reader].map((person, i) => {
    const { up, down } = person!.connection!.traffic;
    return { up: (up - before[i]!.up) / count, down: (down - before[i]!.down) / count };
  });
  return { typist: typed!, reader: read! };
}
