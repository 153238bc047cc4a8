/** A block's id, and that of its strand if it has one of its own: ten letters of base 62. */
export type BlockId = string;

/** Where blocks are held: `''` is the page, an id is a block, `row~column` a cell of a table. */
export type ContainerId = string;

/** Numbers from 0 up to and without 1, as `Math.random` gives them. */
export type RandomSource = () => number;

/** The page itself as a container. */
export const PAGE: ContainerId = '';

export const BASE_62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 62^10 ids: among a million blocks of one page two are the same once in 1.7 million pages. */
const LENGTH = 10;

/** Longer ones are no ids; ours are ten letters, other programs' may be a UUID. */
const MAX_LENGTH = 64;

const CELL = '~';

/** A new id. */
export function mintBlockId(random: RandomSource): BlockId {
  return mintLetters(random, LENGTH);
}

/** `count` random letters of base 62. */
export function mintLetters(random: RandomSource, count: number): string {
  let letters = '';
  for (let i = 0; i < count; i++) letters += BASE_62[Math.floor(random() * BASE_62.length)];
  return letters;
}

/** Whether `value` can be a block's id: registers are found by it, so it holds neither `.` nor `~`. */
export function isBlockId(value: unknown): value is BlockId {
  return typeof value === 'string' && value.length <= MAX_LENGTH && /^[\w-]+$/.test(value);
}

/** The container that is a table's cell. */
export function cellOf(row: BlockId, column: BlockId): ContainerId {
  return row + CELL + column;
}

/** The row and the column of a cell, or `undefined` if `container` is none. */
export function cellParts(container: ContainerId): [row: BlockId, column: BlockId] | undefined {
  const at = container.indexOf(CELL);
  return at < 0 ? undefined : [container.slice(0, at), container.slice(at + 1)];
}

/** Whether `value` can name a container. */
export function isContainerId(value: unknown): value is ContainerId {
  if (value === PAGE || isBlockId(value)) return true;
  const parts = typeof value === 'string' ? cellParts(value) : undefined;
  return parts !== undefined && parts.every(isBlockId);
}
