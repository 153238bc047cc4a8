/**
 * Yjs updates (v1) written byte by byte, for what no editor writes. Numbers are varints (LEB128), texts
 * are their length and UTF-8; a section is a client, its first clock, and structs that follow each other.
 */

/** A number from 0 to 2^53 - 1. */
function varUint(number: number): number[] {
  const bytes: number[] = [];
  for (let rest = number; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 128);
  }
}

/** A text with its length. */
function varText(text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  return [...varUint(bytes.length), ...bytes];
}

export interface Section {
  readonly client: number;
  readonly clock: number;
  readonly structs: readonly (readonly number[])[];
}

/** Client, clock and length of a range that the update deletes. */
type Deletion = readonly [client: number, clock: number, length: number];

/** An update of sections, then deletions. */
export function updateOf(
  sections: readonly Section[],
  deletions: readonly Deletion[] = [],
): Uint8Array {
  return Uint8Array.from([
    ...varUint(sections.length),
    ...sections.flatMap(({ client, clock, structs }) => [
      ...varUint(structs.length),
      ...varUint(client),
      ...varUint(clock),
      ...structs.flat(),
    ]),
    ...varUint(deletions.length),
    ...deletions.flatMap(([client, clock, length]) => [
      ...varUint(client),
      1,
      ...varUint(clock),
      ...varUint(length),
    ]),
  ]);
}

type Id = readonly [client: number, clock: number];

/** Where an item stands: in a root (under a key where given), in another item, or after one. */
export type Place =
  | { readonly root: string; readonly key?: string }
  | { readonly parent: Id }
  | { readonly origin?: Id; readonly rightOrigin?: Id };

const HAS_ORIGIN = 0x80;
const HAS_RIGHT_ORIGIN = 0x40;
const HAS_KEY = 0x20;

/** An item whose content starts with its kind: 1 deleted, 2 JSON, 4 string, 5 embed, 6 format, 7 type, 8 any, 9 document. */
export function item(place: Place, [kind, ...content]: readonly number[]): number[] {
  const id = ([client, clock]: Id): number[] => [...varUint(client), ...varUint(clock)];
  if ('root' in place) {
    const key = place.key === undefined ? [] : varText(place.key);
    return [
      kind! | (place.key === undefined ? 0 : HAS_KEY),
      1,
      ...varText(place.root),
      ...key,
      ...content,
    ];
  }
  if ('parent' in place) return [kind!, 0, ...id(place.parent), ...content];
  const { origin, rightOrigin } = place;
  const flags = (origin ? HAS_ORIGIN : 0) | (rightOrigin ? HAS_RIGHT_ORIGIN : 0);
  return [
    kind! | flags,
    ...(origin ? id(origin) : []),
    ...(rightOrigin ? id(rightOrigin) : []),
    ...content,
  ];
}

/** What an item can hold. */
export const content = {
  deleted: (length: number): number[] => [1, ...varUint(length)],
  json: (...values: string[]): number[] => [
    2,
    ...varUint(values.length),
    ...values.flatMap(varText),
  ],
  string: (text: string): number[] => [4, ...varText(text)],
  embed: (json: string): number[] => [5, ...varText(json)],
  format: (key: string, json: string): number[] => [6, ...varText(key), ...varText(json)],
  /** A nested type by its number: 0 array, 1 map, 2 text. */
  type: (number: number): number[] => [7, number],
  any: (...values: number[][]): number[] => [8, ...varUint(values.length), ...values.flat()],
  document: (guid: string): number[] => [9, ...varText(guid), ...any.object()],
};

/** A value inside content of kind any. */
export const any = {
  null: [126],
  number: (number: number): number[] => [125, number & 63],
  text: (text: string): number[] => [119, ...varText(text)],
  array: (...values: number[][]): number[] => [117, ...varUint(values.length), ...values.flat()],
  object: (...entries: [key: string, value: number[]][]): number[] => [
    118,
    ...varUint(entries.length),
    ...entries.flatMap(([key, value]) => [...varText(key), ...value]),
  ],
};

/** `null` inside that many arrays. */
export const nestedArrays = (depth: number): number[] => [
  ...Array.from({ length: depth }, () => [117, 1]).flat(),
  ...any.null,
];

/** `null` inside that many objects. */
export const nestedObjects = (depth: number): number[] => [
  ...Array.from({ length: depth }, () => [118, 1, 1, 0x61]).flat(),
  ...any.null,
];

/** A struct that only occupies clocks, left of deleted content. */
export const garbage = (length: number): number[] => [0, ...varUint(length)];
/** A struct that says "these clocks are elsewhere". */
export const skip = (length: number): number[] => [10, ...varUint(length)];
