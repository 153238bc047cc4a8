import * as encoding from 'lib0/encoding';

/** A letter's place: client and clock. */
export type Id = readonly [client: number, clock: number];

/** Where an item goes. Without any of them: at the start of the root text `title`. */
export interface Place {
  readonly origin?: Id;
  readonly rightOrigin?: Id;
  /** A root's name, or the item whose type is meant. */
  readonly parent?: string | Id;
  readonly key?: string;
}

/** Writes one struct. */
export type Struct = (encoder: encoding.Encoder) => void;

/** Structs of one client from a clock on. */
export type Run = readonly [client: number, clock: number, ...structs: Struct[]];

/** Ranges that one client's structs are deleted in. */
export type Deletion = readonly [
  client: number,
  ...ranges: (readonly [clock: number, length: number])[],
];

/** A Yjs update (v1) written by hand, so that it may be what no Yjs client writes. */
export function builtUpdate(runs: readonly Run[], deletions: readonly Deletion[] = []): Uint8Array {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, runs.length);
  for (const [client, clock, ...structs] of runs) {
    encoding.writeVarUint(encoder, structs.length);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, clock);
    for (const write of structs) write(encoder);
  }
  encoding.writeVarUint(encoder, deletions.length);
  for (const [client, ...ranges] of deletions) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, ranges.length);
    for (const range of ranges) for (const number of range) encoding.writeVarUint(encoder, number);
  }
  return encoding.toUint8Array(encoder);
}

/** Collected garbage: clocks without content. */
export const garbage = (length: number): Struct => bare(0, length);
/** Clocks that are left out. */
export const skip = (length: number): Struct => bare(10, length);

function bare(kind: number, length: number): Struct {
  return (encoder) => {
    encoding.writeUint8(encoder, kind);
    encoding.writeVarUint(encoder, length);
  };
}

export const deleted = (length: number, place?: Place): Struct =>
  item(1, place, (encoder) => encoding.writeVarUint(encoder, length));

export const json = (texts: readonly string[], place?: Place): Struct =>
  item(2, place, (encoder) => {
    encoding.writeVarUint(encoder, texts.length);
    for (const text of texts) encoding.writeVarString(encoder, text);
  });

export const text = (letters: string, place?: Place): Struct =>
  item(4, place, (encoder) => encoding.writeVarString(encoder, letters));

export const embed = (value: string, place?: Place): Struct =>
  item(5, place, (encoder) => encoding.writeVarString(encoder, value));

export const format = (key: string, value: string, place?: Place): Struct =>
  item(6, place, (encoder) => {
    encoding.writeVarString(encoder, key);
    encoding.writeVarString(encoder, value);
  });

/** An array, which items may have as parent. */
export const array = (place?: Place): Struct =>
  item(7, place, (encoder) => encoding.writeVarUint(encoder, 0));

export const values = (list: readonly unknown[], place?: Place): Struct =>
  item(8, place, (encoder) => {
    encoding.writeVarUint(encoder, list.length);
    for (const value of list)
      encoding.writeAny(encoder, value as Parameters<typeof encoding.writeAny>[1]);
  });

/** One value whose encoding is written out, for what no value encodes to. */
export const encodedValue = (bytes: readonly number[], place?: Place): Struct =>
  item(8, place, (encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeUint8Array(encoder, Uint8Array.from(bytes));
  });

export const subdocument = (guid: string, place?: Place): Struct =>
  item(9, place, (encoder) => {
    encoding.writeVarString(encoder, guid);
    encoding.writeAny(encoder, { autoLoad: true });
  });

function item(kind: number, place: Place = {}, writeContent: Struct): Struct {
  const { origin, rightOrigin, parent = 'title', key } = place;
  return (encoder) => {
    encoding.writeUint8(
      encoder,
      kind | (origin ? 0x80 : 0) | (rightOrigin ? 0x40 : 0) | (key === undefined ? 0 : 0x20),
    );
    for (const id of [origin, rightOrigin]) if (id) writeId(encoder, id);
    if (!origin && !rightOrigin) {
      encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0);
      if (typeof parent === 'string') encoding.writeVarString(encoder, parent);
      else writeId(encoder, parent);
      if (key !== undefined) encoding.writeVarString(encoder, key);
    }
    writeContent(encoder);
  };
}

function writeId(encoder: encoding.Encoder, [client, clock]: Id): void {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
}
