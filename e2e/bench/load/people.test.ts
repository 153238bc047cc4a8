import { expect, test } from 'vitest';
import { encodeLetters } from '../wires/letters.ts';
import type { JoinOptions, Wire } from '../wires/wire.ts';
import { createPeople, FIRST_CLIENT } from './people.ts';
import { createSamples } from './samples.ts';

test('BENCH-7 each letter counts once for each other person, whatever comes twice or comes back', async () => {
  const joined: JoinOptions[] = [];
  const wire: Wire = {
    prepare: async () => undefined,
    async join(options) {
      joined.push(options);
      return {
        type: () => undefined,
        push: async () => undefined,
        position: '',
        traffic: { up: 0, down: 0 },
        close: () => undefined,
      };
    },
    load: async () => ({ up: 0, down: 0 }),
  };
  const people = createPeople(wire, ['a', 'b'], 2);
  await people.joinAll();
  const [ann, bob, other] = people.all;
  const { latency, ack } = people.measure();
  people.type(ann!, 3);
  const all = encodeLetters(FIRST_CLIENT, 0, 3);
  // To the author, to the other one, and once more in pieces.
  joined[0]!.onUpdate(all);
  expect(latency.count).toBe(0);
  joined[1]!.onUpdate(encodeLetters(FIRST_CLIENT, 0, 1));
  joined[1]!.onUpdate(all);
  joined[1]!.onUpdate(encodeLetters(FIRST_CLIENT, 2, 1));
  expect(latency.count).toBe(3);
  joined[0]!.onAck(2);
  joined[0]!.onAck(2);
  expect([ack.count, ann!.acknowledged]).toEqual([2, 2]);
  expect([bob!.doc, other!.doc]).toEqual(['a', 'b']);
  // Letters from before are not measured.
  people.measure();
  joined[0]!.onAck(3);
  expect(ack.count).toBe(2);
});

test('BENCH-7 percentiles are numbers that were measured', () => {
  const samples = createSamples();
  expect(samples.percentile(50)).toBeNaN();
  for (let number = 10_000; number > 0; number--) samples.add(number);
  expect(samples.percentile(50)).toBe(5000);
  samples.add(20_000);
  expect(samples.percentile(100)).toBe(20_000);
  expect(samples.largest).toBe(20_000);
});
