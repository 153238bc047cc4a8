import type { Map as YMap } from 'yjs';
import { type BlockId, type ContainerId, isBlockId, isContainerId } from './block-id.ts';
import type { Json } from './content.ts';
import { type IdRanges, isIdRanges } from './id-ranges.ts';
import { isPosition, type Position } from './position.ts';

/** Where a block stands: in what, and where among its siblings. */
export type Place = readonly [container: ContainerId, position: Position];

/** Behind every position, and none itself. */
export const NOWHERE = '~';

/** A block's registers that decide whether and where it is shown, read from whatever the document holds. */
export interface Registers {
  readonly type: string;
  /** What it was made as, which counts until it is turned into something else. */
  readonly bornAs: string;
  /** Where it was made. */
  readonly home: Place | undefined;
  /** Where it is now; absent once its creation is undone, or its marker deleted. */
  readonly at: Place | undefined;
  /** The block whose text it goes on, and its place among all that do. */
  readonly into: readonly [host: BlockId, order: Position] | undefined;
  /** It was deleted, while it held exactly these letters. */
  readonly gone: IdRanges | undefined;
}

/**
 * What a new block's `home` holds: its place, and its type unless that is plain text. It is written once and is not
 * undone with the block's creation, so that whatever a teammate has typed into it meanwhile is shown as what it
 * was, where it was.
 */
export function homeOf([container, position]: Place, type: string): Json {
  return type === DEFAULT_TYPE ? [container, position] : [container, position, type];
}

/** What `at` holds while a block is where it was made: half the bytes of a new block's place. */
export const AT_HOME = 1;

/** Registers that are not a type's props. */
const STRUCTURE = ['type', 'home', 'at', 'into', 'gone'] as const;

export const DEFAULT_TYPE = 'text';

const SEPARATOR = '.';

/** The key of `prop` of `block` in the document's map. */
export function registerKey(block: BlockId, prop: string): string {
  return block + SEPARATOR + prop;
}

/** The block and the prop of a key, or `undefined` if it is no register. */
export function registerOf(key: string): [block: BlockId, prop: string] | undefined {
  const at = key.indexOf(SEPARATOR);
  const block = key.slice(0, Math.max(at, 0));
  return isBlockId(block) ? [block, key.slice(at + 1)] : undefined;
}

/** Whether `prop` is one of those that decide whether and where a block is shown. */
export function isStructural(prop: string): boolean {
  return STRUCTURE.some((name) => name === prop);
}

/** Reads a block's registers; values that make no sense count as absent. */
export function readRegisters(props: YMap<unknown>, block: BlockId): Registers {
  const get = (prop: string): unknown => props.get(registerKey(block, prop));
  const birth = get('home');
  const home = placeOf(birth);
  const bornAs = (Array.isArray(birth) ? typeNameOf(birth[2]) : undefined) ?? DEFAULT_TYPE;
  const at = get('at');
  return {
    type: typeNameOf(get('type')) ?? bornAs,
    bornAs,
    home,
    at: at === AT_HOME ? home : placeOf(at),
    into: joinOf(get('into')),
    gone: goneOf(get('gone')),
  };
}

function typeNameOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function placeOf(value: unknown): Place | undefined {
  if (!Array.isArray(value)) return undefined;
  const [container, position] = value as unknown[];
  return isContainerId(container) && isPosition(position) ? [container, position] : undefined;
}

function joinOf(value: unknown): Registers['into'] {
  if (!Array.isArray(value)) return undefined;
  const [host, order] = value as unknown[];
  return isBlockId(host) && isPosition(order) ? [host, order] : undefined;
}

/** `gone` is the second in which it was deleted, then the ids. */
function goneOf(value: unknown): IdRanges | undefined {
  if (!Array.isArray(value) || !Number.isSafeInteger(value[0])) return undefined;
  const ids: unknown = value.slice(1);
  return isIdRanges(ids) ? ids : undefined;
}
