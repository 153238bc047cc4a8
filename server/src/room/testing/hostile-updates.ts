import type { ErrorCode } from '@weft/shared/protocol/errors';
import {
  array,
  builtUpdate,
  deleted,
  embed,
  encodedValue,
  format,
  garbage,
  json,
  skip,
  subdocument,
  text,
  values,
} from './built-update.ts';

/**
 * What an update does to a document of bare Yjs:
 * - `applies`: taken without a word, and harms later or elsewhere
 * - `waits`: kept as pending, and gone through again at every later update
 * - `throws`: part of it may have been applied
 * - `poisons`: the document can be written, and never be read again
 */
export type Fate = 'applies' | 'waits' | 'throws' | 'poisons';

export interface HostileUpdate {
  readonly name: string;
  readonly onYjs: Fate;
  readonly code: ErrorCode;
  readonly bytes: Uint8Array;
}

/** What the victim has typed before: `hello` in the root text `title`, as client 1. */
export const VICTIM_TEXT = 'hello';
export const VICTIM = builtUpdate([[1, 0, text(VICTIM_TEXT)]]);

/** An array of nothing but an array, `depth` of them, as `writeAny` spells it. */
const nested = (depth: number): number[] => [
  ...Array.from({ length: depth }, () => [117, 1]).flat(),
  126,
];
const nestedJson = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

const hostile =
  (code: ErrorCode) =>
  (name: string, onYjs: Fate, ...built: Parameters<typeof builtUpdate>): HostileUpdate => ({
    name,
    onYjs,
    code,
    bytes: builtUpdate(...built),
  });
const unfounded = hostile('dependencies-missing');
const unsound = hostile('update-refused');

/** UP-6: updates that build on what the server does not have. */
export const UNFOUNDED: readonly HostileUpdate[] = [
  // 8,000 of these, and Yjs spends 40 s of computing on merging what waits.
  unfounded('a letter after one of an unknown client', 'waits', [
    [2, 0, text('x', { origin: [9, 0] })],
  ]),
  unfounded('a letter after one that is not typed yet', 'waits', [
    [2, 0, text('x', { origin: [1, 5] })],
  ]),
  unfounded('a letter before one that is not typed yet', 'waits', [
    [2, 0, text('x', { rightOrigin: [1, 5] })],
  ]),
  unfounded('a child of an unknown parent', 'waits', [[2, 0, text('x', { parent: [9, 0] })]]),
  unfounded('a first letter at clock 3', 'waits', [[2, 3, text('x')]]),
  unfounded('a letter that leaves a gap after the known ones', 'waits', [
    [1, 6, text('x', { origin: [1, 4] })],
  ]),
  unfounded('clocks that are skipped', 'waits', [
    [2, 0, text('x'), skip(2), text('y', { origin: [2, 0] })],
  ]),
  // Bare Yjs remembers it, and deletes what the victim types next the moment it arrives.
  unfounded('a deletion of letters not typed yet', 'waits', [], [[1, [5, 3]]]),
  unfounded('a deletion that runs on over the last letter', 'waits', [], [[1, [3, 3]]]),
  unfounded('a deletion of an unknown client', 'waits', [], [[9, [0, 1]]]),
  // Yjs cuts the known part off; where that was collected as garbage meanwhile, it throws at every reader.
  unfounded('letters that are known in part', 'applies', [
    [1, 3, text('loud', { origin: [1, 2] })],
  ]),
];

/** UP-8: updates that no sound client writes. */
export const UNSOUND: readonly HostileUpdate[] = [
  // Seven bytes, after which no state of the document loads any more.
  unsound('garbage of length 0', 'poisons', [[2, 0, garbage(0)]]),
  unsound('a deletion mark of length 0', 'throws', [[2, 0, deleted(0)]]),
  // The next struct has the same id, and a search by id finds either.
  unsound('a text of length 0', 'applies', [[2, 0, text('')]]),
  unsound('a list of no values', 'applies', [[2, 0, values([])]]),
  unsound('a deleted range of length 0', 'applies', [], [[1, [0, 0]]]),
  // Other replicas hold ids in 32 bits; what is kept under a larger one is another's after a round trip.
  unsound('a client id beyond 32 bits', 'applies', [[2 ** 32, 0, text('x')]]),
  unsound('a deletion of a client beyond 32 bits', 'waits', [], [[2 ** 32, [0, 1]]]),
  unsound('a clock beyond 31 bits', 'applies', [[2, 0, garbage(2 ** 31)]]),
  // Loaded by everybody who opens the page, under a guid of the attacker's choice.
  unsound('a subdocument', 'applies', [[2, 0, subdocument('another-page')]]),
  // Replicas put it in different places, depending on what they had before.
  unsound('a letter that is its own two neighbours', 'applies', [
    [2, 0, text('x', { origin: [1, 2], rightOrigin: [1, 2] })],
  ]),
  unsound('a value nested deeper than 64', 'applies', [[2, 0, encodedValue(nested(65))]]),
  unsound('a JSON value nested deeper than 64', 'applies', [[2, 0, json([nestedJson(65)])]]),
  unsound('an embedded value nested deeper than 64', 'applies', [[2, 0, embed(nestedJson(65))]]),
  unsound('a format nested deeper than 64', 'applies', [[2, 0, format('b', nestedJson(65))]]),
  // The decoded object gets the attacker's object for a prototype: a property nobody set is there.
  unsound('a value with a key __proto__', 'applies', [
    [2, 0, encodedValue([118, 1, 9, ...Buffer.from('__proto__'), 118, 1, 1, 97, 120])],
  ]),
  unsound('a value within a value with a key __proto__', 'applies', [
    [2, 0, encodedValue([117, 1, 118, 1, 9, ...Buffer.from('__proto__'), 118, 0])],
  ]),
  unsound('a value with a key __proto__ that is lost on decoding', 'applies', [
    [2, 0, encodedValue([118, 1, 9, ...Buffer.from('__proto__'), 125, 1])],
  ]),
  unsound('a JSON value with a key __proto__', 'applies', [
    [2, 0, json(['{"__proto__":{"admin":true}}'])],
  ]),
  unsound('an embedded value with a key __proto__', 'applies', [
    [2, 0, embed('{"a":{"__proto__":{}}}')],
  ]),
  unsound('a map entry named __proto__', 'applies', [
    [2, 0, values([1], { parent: 'map', key: '__proto__' })],
  ]),
  unsound('a format named __proto__', 'applies', [[2, 0, format('__proto__', '{"admin":true}')]]),
  // Admitted, and every replica that opens the page throws half way through its rows.
  unsound('a letter after its own client’s later one', 'throws', [
    [2, 0, text('x', { origin: [2, 1] }), text('y', { origin: [1, 0] })],
  ]),
  unsound('a letter after itself', 'throws', [[2, 0, text('x', { origin: [2, 0] })]]),
  unsound('a list within itself', 'throws', [[2, 0, array({ parent: [2, 0] })]]),
  unsound('two clients’ letters that wait for each other', 'waits', [
    [2, 0, text('x', { origin: [3, 0] })],
    [3, 0, text('y', { origin: [2, 0] })],
  ]),
  unsound('three clients’ letters that wait in a circle', 'waits', [
    [2, 0, text('x', { origin: [3, 1] })],
    [3, 0, text('y'), text('y', { rightOrigin: [4, 0] })],
    [4, 0, text('z', { origin: [2, 0] })],
  ]),
];

/** UP-7: bytes that are not exactly one update. */
export const UNDECODABLE: readonly (readonly [name: string, bytes: Uint8Array])[] = [
  ['text', Buffer.from('{"update":"hello"}')],
  ['a header that claims 16,777,216 structs', Uint8Array.of(1, 0x80, 0x80, 0x80, 0x08, 2, 0, 4, 0)],
  ['a header that claims 16,777,216 clients', Uint8Array.of(0x80, 0x80, 0x80, 0x08, 1, 2, 0, 4, 0)],
  [
    'a deletion that claims 16,777,216 ranges',
    Uint8Array.of(0, 1, 1, 0x80, 0x80, 0x80, 0x08, 0, 1),
  ],
  [
    'a text that claims more letters than there are',
    Uint8Array.of(1, 1, 2, 0, 4, 1, 5, 116, 105, 116, 108, 101, 0x7f, 120, 0),
  ],
  ['a kind of content that does not exist', Uint8Array.of(1, 1, 2, 0, 11, 1, 1, 116, 0)],
  ['a type that does not exist', Uint8Array.of(1, 1, 2, 0, 7, 1, 1, 116, 99, 0)],
  ['letters that are not UTF-8', Uint8Array.of(1, 1, 2, 0, 4, 1, 1, 116, 2, 0xc3, 0x28, 0)],
  // Yjs forgets the first list without a word, and everything that builds on it waits for ever.
  [
    'a client whose structs are listed twice',
    builtUpdate([
      [2, 0, text('x')],
      [2, 1, text('y', { origin: [2, 0] })],
    ]),
  ],
  [
    'a client listed twice, the second time without structs',
    builtUpdate([
      [2, 0, text('x')],
      [2, 1],
    ]),
  ],
];

/** Deep enough to overflow the stack of a decoder that calls itself. */
export const ABYSS = builtUpdate([[2, 0, encodedValue(nested(200_000))]]);
export const JSON_ABYSS = builtUpdate([[2, 0, json([nestedJson(200_000)])]]);
