import type { BlockId } from './block-id.ts';
import type { Position } from './position.ts';

/** What the `into` of a block says: whose text it goes on, and where among those that do. */
export type Join = readonly [host: BlockId, order: Position];

/** Which blocks are shown as one, because they were merged where text could not be joined in place. */
export interface Joins {
  /** The block that shows this one's text: itself, unless it was merged into another. */
  hostOf(block: BlockId): BlockId;
  /** Blocks whose texts follow one another in `host`, which is the first. */
  members(host: BlockId): readonly BlockId[];
  /** What its `into` says, where that counts. */
  joinOf(block: BlockId): Join | undefined;
  /** All blocks that are shown together with another one. */
  involved(): Iterable<BlockId>;
}

/**
 * Follows every join to its end. A ring of joins, which two people make who merge two blocks into each other,
 * is opened at its smallest id.
 *
 * @param joins - those that count: both blocks are there and have text
 */
export function resolveJoins(joins: ReadonlyMap<BlockId, Join>): Joins {
  const hosts = new Map<BlockId, BlockId>();
  const openings = new Set<BlockId>();
  for (const block of joins.keys()) {
    const path = new Map<BlockId, number>();
    let last = block;
    for (;;) {
      const known = hosts.get(last);
      const next = joins.get(last)?.[0];
      const ring = path.get(last);
      if (known !== undefined || next === undefined || openings.has(last)) {
        for (const id of path.keys()) hosts.set(id, known ?? last);
        break;
      }
      if (ring !== undefined) {
        const smallest = [...path.keys()].slice(ring).toSorted()[0] ?? last;
        openings.add(smallest);
        for (const id of path.keys()) hosts.set(id, smallest);
        break;
      }
      path.set(last, path.size);
      last = next;
    }
  }

  const followers = new Map<BlockId, BlockId[]>();
  for (const [block, [host]] of joins) {
    if (openings.has(block)) continue;
    const list = followers.get(host);
    if (list) list.push(block);
    else followers.set(host, [block]);
  }
  for (const list of followers.values()) list.sort((a, b) => compareJoins(joins, a, b));

  return {
    hostOf: (block) => hosts.get(block) ?? block,
    members: (host) => (followers.has(host) ? inOrder(host, followers) : [host]),
    joinOf: (block) => (openings.has(block) ? undefined : joins.get(block)),
    involved: () => new Set([...hosts.keys(), ...hosts.values()]),
  };
}

/** Blocks that are shown in another one than before, or elsewhere in the same one; and those they are shown in. */
export function rejoined(before: Joins, after: Joins): Set<BlockId> {
  const moved = new Set<BlockId>();
  for (const block of [...before.involved(), ...after.involved()]) {
    const [host, other] = [before.hostOf(block), after.hostOf(block)];
    if (host === other && before.joinOf(block) === after.joinOf(block)) continue;
    for (const each of [block, host, other]) moved.add(each);
  }
  return moved;
}

function inOrder(host: BlockId, followers: ReadonlyMap<BlockId, readonly BlockId[]>): BlockId[] {
  const order: BlockId[] = [];
  const open = [host];
  for (let block = open.pop(); block !== undefined; block = open.pop()) {
    order.push(block);
    for (const next of (followers.get(block) ?? []).toReversed()) open.push(next);
  }
  return order;
}

function compareJoins(joins: ReadonlyMap<BlockId, Join>, a: BlockId, b: BlockId): number {
  const [left = '', right = ''] = [joins.get(a)?.[1], joins.get(b)?.[1]];
  if (left !== right) return left < right ? -1 : 1;
  return a < b ? -1 : 1;
}
