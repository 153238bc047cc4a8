import * as Y from 'yjs';
import {
  any,
  content,
  garbage,
  item,
  nestedArrays,
  nestedObjects,
  skip,
  updateOf,
} from './update-bytes.ts';
import { createWriter } from './writer.ts';

/** Whose document it is. They have written `VICTIM_CLOCK` letters into the root text `text`. */
export const VICTIM = 9;
export const VICTIM_CLOCK = 6;
const ATTACKER = 66;
const NOBODY = 77;

/** An update that must be refused, and what is wrong with it. */
export type Attack = readonly [what: string, bytes: Uint8Array];

const root = { root: 'text' };
const entry = { root: 'map', key: 'key' };
const x = content.string('x');

/** An update of the attacker's own structs. */
const by = (...structs: (readonly number[])[]): Uint8Array =>
  updateOf([{ client: ATTACKER, clock: 0, structs }]);
const value = (bytes: number[]): Uint8Array => by(item(entry, content.any(bytes)));

/** What builds on something the server does not have. */
export const dependent: readonly Attack[] = [
  ['an unknown origin', by(item({ origin: [VICTIM, VICTIM_CLOCK] }, x))],
  ['an unknown right origin', by(item({ rightOrigin: [NOBODY, 0] }, x))],
  ['an unknown parent', by(item({ parent: [NOBODY, 0] }, x))],
  ['the deletion of what somebody types next', updateOf([], [[VICTIM, VICTIM_CLOCK, 5]])],
  ['a deletion reaching beyond what is known', updateOf([], [[VICTIM, VICTIM_CLOCK - 1, 2]])],
  ['the deletion of letters of nobody', updateOf([], [[NOBODY, 0, 1]])],
  ['a gap in the clocks', updateOf([{ client: ATTACKER, clock: 1, structs: [item(root, x)] }])],
  ['clocks said to be elsewhere', by(skip(5), item(root, x))],
];

const sound = createWriter(ATTACKER).type('sound');

/** What is not exactly one update. */
export const undecodable: readonly Attack[] = [
  ['1 KB of trailing bytes', Buffer.concat([sound, Buffer.alloc(1024)])],
  ['one trailing byte', Buffer.concat([sound, Buffer.alloc(1)])],
  ['two updates', Buffer.concat([sound, sound])],
  ['a header that claims 2^24 structs', Uint8Array.of(1, 128, 128, 128, 8, 66, 0, 0, 0)],
  ['a header that claims 2^25 people', Uint8Array.of(128, 128, 128, 16, 1, 66, 0, 0, 0)],
  ['a text that claims 2 GB', by(item(root, [4, 255, 255, 255, 255, 7, 65]))],
  ['bytes that claim 2 GB', value([116, 255, 255, 255, 255, 7])],
  ['a list that claims 2^40 values', value([117, 128, 128, 128, 128, 128, 32])],
  ['2^30 deletions claimed', Uint8Array.of(0, 1, 9, 128, 128, 128, 128, 4)],
  ['a number without an end', new Uint8Array(64).fill(255)],
  ['content of no known kind', by(item(root, [31, 1]))],
  ['a type of no known kind', by(item(root, content.type(99)))],
  ['text that is not UTF-8', by(item(root, [4, 2, 0xc3, 0x28]))],
  ['JSON that is not JSON', by(item(root, content.json('{')))],
  [
    'two lists of one person',
    updateOf([
      { client: ATTACKER, clock: 0, structs: [item(root, x)] },
      { client: ATTACKER, clock: 1, structs: [item(root, x)] },
    ]),
  ],
  ['the second encoding', Y.convertUpdateFormatV1ToV2(sound)],
];

const proto = any.object(['__proto__', any.object(['polluted', any.number(1)])]);
const deepJson = '['.repeat(100_000) + ']'.repeat(100_000);

/** What no sound client writes. */
export const unsound: readonly Attack[] = [
  [
    'a struct without length, seven bytes in all',
    updateOf([{ client: VICTIM, clock: VICTIM_CLOCK, structs: [garbage(0)] }]),
  ],
  ['an empty string', by(item(root, content.string('')))],
  ['a deleted item without length', by(item(root, content.deleted(0)))],
  ['an item of no values', by(item(root, content.any()))],
  ['a deletion without length', updateOf([], [[VICTIM, 0, 0]])],
  [
    'a client id beyond 32 bits',
    updateOf([{ client: 2 ** 32, clock: 0, structs: [item(root, x)] }]),
  ],
  [
    'a clock beyond 31 bits',
    updateOf([{ client: ATTACKER, clock: 2 ** 31, structs: [garbage(1)] }]),
  ],
  ['a length beyond 31 bits', by(garbage(2 ** 31))],
  ['a subdocument', by(item(entry, content.document('anything')))],
  [
    'an item that is its own two neighbours',
    by(item({ origin: [VICTIM, 2], rightOrigin: [VICTIM, 2] }, x)),
  ],
  ['an item that follows itself', by(item({ origin: [ATTACKER, 0] }, x))],
  ['an item before itself', by(item({ rightOrigin: [ATTACKER, 0] }, x))],
  ['an item inside itself', by(item({ parent: [ATTACKER, 0] }, content.type(1)))],
  ['an item that follows its own end', by(item({ origin: [ATTACKER, 3] }, content.string('self')))],
  [
    'items that follow each other in a ring',
    updateOf([
      { client: ATTACKER + 1, clock: 0, structs: [item({ origin: [ATTACKER, 0] }, x)] },
      { client: ATTACKER, clock: 0, structs: [item({ origin: [ATTACKER + 1, 0] }, x)] },
    ]),
  ],
  ['a value 65 arrays deep', value(nestedArrays(65))],
  ['a value 65 objects deep', value(nestedObjects(65))],
  ['a value 3,000 arrays deep', value(nestedArrays(3_000))],
  ['a value 200,000 arrays deep', value(nestedArrays(200_000))],
  ['a value 100,000 objects deep', value(nestedObjects(100_000))],
  ['JSON 100,000 arrays deep', by(item(root, content.json(deepJson)))],
  ['`__proto__` in a value', value(proto)],
  ['`__proto__` deep in a value', value(any.array(any.object(['a', proto])))],
  ['`__proto__` as a number', value(any.object(['__proto__', any.number(1)]))],
  ['`__proto__` as nothing', value(any.object(['__proto__', any.null]))],
  ['`__proto__` in JSON', by(item(root, content.json('{"__proto__":{"a":1}}')))],
  ['`__proto__` in an embed', by(item(root, content.embed('{"a":[{"__proto__":1}]}')))],
  ['`__proto__` in a format', by(item(root, content.format('link', '{"__proto__":null}')))],
  ['`__proto__` as a format', by(item(root, content.format('__proto__', '{}')))],
  [
    '`__proto__` as a map’s key',
    by(item({ root: 'map', key: '__proto__' }, content.any(any.object()))),
  ],
];
