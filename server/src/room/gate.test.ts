import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { ErrorCode } from '@weft/shared/protocol/errors';
import { admit } from './gate.ts';
import { Refusal } from './refusal.ts';
import type { StateVector } from './state-vector.ts';
import {
  array,
  builtUpdate,
  embed,
  encodedValue,
  garbage,
  text,
  values,
  type Struct,
} from './testing/built-update.ts';
import {
  ABYSS,
  JSON_ABYSS,
  UNDECODABLE,
  UNFOUNDED,
  UNSOUND,
  VICTIM,
  VICTIM_TEXT,
  type Fate,
} from './testing/hostile-updates.ts';

/** What the server has: the victim's text. */
const known = (): StateVector => new Map([[1, VICTIM_TEXT.length]]);

function refusalOf(bytes: Uint8Array, state = known()): Refusal | undefined {
  try {
    admit(bytes, state);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

const codeOf = (bytes: Uint8Array, state?: StateVector): ErrorCode | 'admitted' =>
  refusalOf(bytes, state)?.code ?? 'admitted';

/** What becomes of the victim's document in bare Yjs. */
function fateOnYjs(bytes: Uint8Array): Fate {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, VICTIM);
  try {
    Y.applyUpdate(doc, bytes);
  } catch {
    return 'throws';
  }
  if (doc.store.pendingStructs || doc.store.pendingDs) return 'waits';
  try {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
    copy.getText('title').insert(0, 'x');
    Y.encodeStateAsUpdate(copy);
  } catch {
    return 'poisons';
  }
  return 'applies';
}

describe('what the server does not have', () => {
  test.each(UNFOUNDED)(
    'UP-6 $name is refused with the server’s state vector',
    ({ bytes, code, onYjs }) => {
      expect(fateOnYjs(bytes)).toBe(onYjs);
      const state = known();
      const refusal = refusalOf(bytes, state);
      expect(refusal?.code).toBe(code);
      const vector = Buffer.from(refusal!.detail.stateVector!, 'base64');
      expect(Y.decodeStateVector(vector)).toEqual(known());
      expect(state).toEqual(known());
    },
  );

  test('UP-6 letters whose known part was collected as garbage would throw at every reader', () => {
    const doc = new Y.Doc();
    Y.applyUpdate(doc, builtUpdate([[2, 0, garbage(3)]]));
    const partlyKnown = builtUpdate([[2, 0, text('abcdef')]]);
    expect(() => Y.applyUpdate(doc, partlyKnown)).toThrow(TypeError);
    expect(codeOf(partlyKnown, new Map([[2, 3]]))).toBe('dependencies-missing');
  });

  test('UP-6 a full diff against the answered state vector is admitted', () => {
    const doc = new Y.Doc();
    doc.clientID = 2;
    Y.applyUpdate(doc, VICTIM);
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    for (const letter of ['a', 'b', 'c']) doc.getText('title').insert(0, letter);
    const refusal = refusalOf(updates[2]!);
    expect(refusal?.code).toBe('dependencies-missing');
    const diff = Y.encodeStateAsUpdate(doc, Buffer.from(refusal!.detail.stateVector!, 'base64'));
    expect(admit(diff, known()).ends).toEqual(new Map([[2, 3]]));
  });
});

describe('what is not exactly one update', () => {
  test.each(UNDECODABLE)('UP-7 %s is not an update', (_name, bytes) => {
    expect(codeOf(bytes)).toBe('update-undecodable');
  });

  test('UP-7 an update cut short anywhere, or followed by more, is not one', () => {
    const sound = builtUpdate(
      [
        [
          2,
          0,
          text('äö', { origin: [1, 4] }),
          values([{ a: [1, 'x', null] }], { parent: 'map', key: 'k' }),
          array(),
        ],
      ],
      [[1, [0, 2], [4, 1]]],
    );
    expect(codeOf(sound)).toBe('admitted');
    const cuts = [...sound.keys()].map((length) => codeOf(sound.subarray(0, length)));
    expect(new Set(cuts)).toEqual(new Set(['update-undecodable']));
    for (const more of [[0], [0, 0], [...sound]]) {
      expect(codeOf(Uint8Array.from([...sound, ...more]))).toBe('update-undecodable');
    }
  });

  test('UP-7 what lies behind the update in memory is not read', () => {
    const claimsMore = Uint8Array.of(1, 1, 2, 0, 4, 1, 1, 116, 5, 120);
    const memory = Buffer.concat([claimsMore, Buffer.from('yyyy\0\0\0\0')]);
    expect(codeOf(memory.subarray(0, claimsMore.length))).toBe('update-undecodable');
    expect(codeOf(memory.subarray(0, claimsMore.length + 5))).toBe('admitted');
  });

  test('UP-7 UP-8 a header that claims millions of structs costs no memory', () => {
    const before = process.memoryUsage().heapUsed;
    for (const [, bytes] of UNDECODABLE) codeOf(bytes);
    // Yjs itself takes 134 MB for one of them.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(32 * 1024 * 1024);
  });
});

describe('what no sound client writes', () => {
  test.each(UNSOUND)('UP-8 $name is refused', ({ bytes, code, onYjs }) => {
    expect(fateOnYjs(bytes)).toBe(onYjs);
    const state = known();
    expect(codeOf(bytes, state)).toBe(code);
    expect(state).toEqual(known());
  });

  test('UP-8 the refused key __proto__ is one that Yjs hands on', () => {
    const spelled = [
      118,
      1,
      9,
      ...Buffer.from('__proto__'),
      118,
      1,
      5,
      ...Buffer.from('admin'),
      120,
    ];
    const update = builtUpdate([[2, 0, encodedValue(spelled, { parent: 'list' })]]);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, update);
    const value = doc.getArray('list').get(0) as { admin?: boolean };
    expect([Object.keys(value), value.admin]).toEqual([[], true]);
    expect(codeOf(update)).toBe('update-refused');
  });

  test('UP-8 values nested beyond the stack are refused, and overflow nothing', () => {
    expect(codeOf(JSON_ABYSS)).toBe('update-refused');
    expect(codeOf(ABYSS)).toBe('update-refused');
  });

  test('UP-8 values up to the limit, and ordinary keys, are sound', () => {
    const deep = JSON.parse('['.repeat(64) + ']'.repeat(64)) as unknown;
    const sound: Struct[] = [
      values([deep, { proto: 1, constructor: 'x', toString: null }, new Uint8Array(3)]),
      embed(JSON.stringify(deep)),
      values([1], { parent: 'map', key: 'constructor' }),
      text('x', { origin: [1, 1], rightOrigin: [1, 2] }),
    ];
    expect(codeOf(builtUpdate([[2, 0, ...sound]]))).toBe('admitted');
    expect(codeOf(builtUpdate([[0xffff_ffff, 0, text('x')]]))).toBe('admitted');
  });
});

describe('what builds on itself', () => {
  test('UP-8 clients of one update may build on each other, in any order that can be walked', () => {
    const update = builtUpdate([
      [4, 0, text('d', { origin: [3, 1] }), text('h', { origin: [2, 1] })],
      [3, 0, text('b', { origin: [2, 0] }), text('c', { origin: [3, 0], rightOrigin: [2, 0] })],
      [2, 0, text('a', { origin: [1, 4] }), text('e', { origin: [4, 0] })],
    ]);
    expect(fateOnYjs(update)).toBe('applies');
    expect(admit(update, known()).ends).toEqual(
      new Map([
        [4, 2],
        [3, 2],
        [2, 2],
      ]),
    );
  });

  test('UP-8 a long chain back and forth between clients is decided in one walk', () => {
    const length = 20_000;
    const chain = (before: number, shift: number): Struct[] =>
      Array.from({ length }, (_, clock) =>
        clock < shift ? text('x') : text('x', { origin: [before, clock - shift] }),
      );
    // Many that wait for the end of a chain must not be asked again at each of its steps.
    const waiting = Array.from({ length: 2_000 }, (_, i) =>
      text('y', { origin: [3, length - 1 - i] }),
    );
    const update = builtUpdate([
      [4, 0, ...waiting],
      [3, 0, ...chain(2, 0)],
      [2, 0, ...chain(3, 1)],
    ]);
    expect(codeOf(update)).toBe('admitted');
  });

  test('UP-5 what is known already is admitted again, and takes no clock', () => {
    expect(admit(VICTIM, known()).ends).toEqual(known());
    expect(admit(builtUpdate([[1, 1, text('ell', { origin: [1, 0] })]]), known()).ends).toEqual(
      known(),
    );
    expect(admit(builtUpdate([], [[1, [0, 5]]]), known()).ends).toEqual(new Map());
  });
});
