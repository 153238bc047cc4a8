import { fc } from '../testing/properties.ts';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../testing/random.ts';
import { isPosition, type Position, PositionSource } from './position.ts';

function source(seed: number): PositionSource {
  const random = seededRandom(seed);
  return new PositionSource(() => random.next());
}

/** Puts `count` positions into a list, each at the index that `at` says, by `writers` people in turn. */
function grown(
  count: number,
  writers: number,
  at: (list: readonly Position[]) => number,
  start: readonly Position[] = [],
): Position[] {
  const sources = Array.from({ length: writers }, (_, i) => source(i + 1));
  const list = [...start];
  for (let i = 0; i < count; i++) {
    const index = at(list);
    const minted = sources[i % writers]!.between(list[index - 1], list[index]);
    list.splice(index, 0, minted);
  }
  return list;
}

function longest(list: readonly Position[]): number {
  return Math.max(...list.map((position) => position.length));
}

test('BLOCK-13 BLOCK-14 what is minted between two positions is one, and lies between them', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat()), { maxLength: 150 }), (steps) => {
      const sources = [source(1), source(2), source(3)];
      const list: Position[] = [];
      for (const [who, where] of steps) {
        const index = where % (list.length + 1);
        list.splice(index, 0, sources[who]!.between(list[index - 1], list[index]));
      }
      expect(list.every(isPosition)).toBe(true);
      expect(list.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(list);
      expect(new Set(list).size).toBe(list.length);
    }),
    { numRuns: 300 },
  );
});

test('BLOCK-14 between any two positions that somebody else wrote there is room', () => {
  const key = fc.oneof(
    fc.stringMatching(/^[a-c][0-9A-Za-z]{0,6}$/),
    fc.constantFrom('a0', 'Zz', 'b00', 'zzzzzzzzzzzzzzzzzzzzzzzzzzz', `A${'0'.repeat(26)}1`),
  );
  const level = fc
    .tuple(key, fc.stringMatching(/^[0-9A-Za-z]{6}$/), fc.constantFrom('a0', 'a1', 'b00', 'Zz'))
    .map(([head, run, place]) => `${head}!${run}${place}`);
  const position = fc
    .array(level, { minLength: 1, maxLength: 3 })
    .map((levels) => levels.join('!'))
    .filter(isPosition);
  fc.assert(
    fc.property(position, position, (a, b) => {
      fc.pre(a !== b);
      const [left, right] = a < b ? [a, b] : [b, a];
      for (const [before, after] of [
        [left, right],
        [undefined, left],
        [right, undefined],
      ]) {
        const minted = source(1).between(before, after);
        expect(isPosition(minted)).toBe(true);
        if (before !== undefined) expect(before < minted).toBe(true);
        if (after !== undefined) expect(minted < after).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
});

test('BLOCK-15 what several people insert into one gap at once stays in runs, however each types', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const random = seededRandom(seed);
    const ends = grown(2, 1, (list) => list.length);
    const runs = [1, 2, 3].map((who) => {
      const minting = source(seed * 10 + who);
      const own = [...ends];
      // Forward, then now and then something into what one has written oneself.
      for (let i = 0; i < 12; i++) {
        const index = random.chance(0.7) ? own.length - 1 : 1 + random.below(own.length - 1);
        // The first of a run says where the run is; what comes before it is a run of its own.
        const at = Math.max(index, Math.min(2, own.length - 1));
        own.splice(at, 0, minting.between(own[at - 1], own[at]));
      }
      return own.slice(1, -1);
    });
    const owners = runs
      .flatMap((run, who) => run.map((position) => ({ position, who })))
      .toSorted((a, b) => (a.position < b.position ? -1 : 1))
      .map(({ who }) => who);
    const changes = owners.filter((who, i) => i > 0 && who !== owners[i - 1]).length;
    expect(changes, `seed ${seed}: ${owners.join('')}`).toBe(2);
  }
});

describe('positions of 2,000 blocks', () => {
  const end = (list: readonly Position[]): number => list.length;

  test.each([1, 3])(
    'BLOCK-16 appended or put on top by %i in turn have at most 13 characters',
    (writers) => {
      expect(longest(grown(2000, writers, end))).toBeLessThanOrEqual(13);
      expect(longest(grown(2000, writers, () => 0))).toBeLessThanOrEqual(13);
    },
  );

  test('BLOCK-16 between a heading and a last line grow by a logarithm, wherever they are put', () => {
    for (const frame of [grown(2, 1, end), grown(2, 2, end)]) {
      for (const writers of [1, 2, 3]) {
        const below = grown(2000, writers, () => 1, frame);
        const above = grown(2000, writers, (list) => list.length - 1, frame);
        expect(longest(below)).toBeLessThanOrEqual(32);
        expect(longest(above)).toBeLessThanOrEqual(32);
      }
    }
  });

  test('BLOCK-16 put anywhere at random have about 30 characters', () => {
    const random = seededRandom(7);
    const list = grown(2000, 3, ({ length }) => random.below(length + 1));
    const sum = list.reduce((total, position) => total + position.length, 0);
    expect(sum / list.length).toBeLessThan(40);
  });

  test('BLOCK-16 that halve one gap again and again cost less than half a character each', () => {
    const list = grown(2000, 3, ({ length }) => length >> 1);
    expect(longest(list)).toBeLessThan(1000);
    expect(list.every(isPosition)).toBe(true);
  });
});

test('BLOCK-13 other text is no position', () => {
  const position = source(1).between(undefined, undefined);
  expect(position).toMatch(/^a0![0-9A-Za-z]{6}a0$/);
  for (const value of [
    '',
    '~',
    'a0',
    '!',
    position.slice(0, -1),
    `${position}!`,
    `${position}!a0`,
    `${position}0`,
    `!${position}`,
    position.replace('a0!', 'a00!'),
    position.replace('a0!', 'a!'),
    position.replace('a0!', '00!'),
    position.replace('a0!', `A${'0'.repeat(26)}!`),
    position.toUpperCase().replace('A0', 'Ä0'),
    `${position}!`.repeat(10_000),
    Array.from({ length: 200 }, () => position).join('!'),
    7,
    null,
    [position],
  ]) {
    expect(isPosition(value), `${JSON.stringify(value).slice(0, 50)}`).toBe(false);
  }
});
