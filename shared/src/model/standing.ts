import { type BlockId, cellParts, type ContainerId, PAGE } from './block-id.ts';
import { NOWHERE, type Place } from './registers.ts';

const NOBODY: readonly BlockId[] = [];

/** For blocks that have no place, of which only their text is known: at the end of the page. */
const UNPLACED: Place = [PAGE, NOWHERE];

/** Which blocks say to stand where, in order, whether or not they are shown. A change costs its container. */
export class Standing {
  readonly #places = new Map<BlockId, Place>();
  readonly #containers = new Map<ContainerId, BlockId[]>();
  readonly #cells = new Map<BlockId, Set<ContainerId>>();
  /** Answers of `inUse` that still hold. */
  readonly #inUse = new Map<ContainerId, readonly BlockId[]>();
  readonly #isLive: (block: BlockId) => boolean;

  /** @param isLive - whether a block is there by itself; `changed` is due when that changes */
  constructor(isLive: (block: BlockId) => boolean) {
    this.#isLive = isLive;
  }

  in(container: ContainerId): readonly BlockId[] {
    return this.#containers.get(container) ?? NOBODY;
  }

  /** Those of `in` that are there, or have something in them: of an old page most blocks are neither. */
  inUse(container: ContainerId): readonly BlockId[] {
    let list = this.#inUse.get(container);
    if (!list) {
      list = this.in(container).filter((block) => this.#isLive(block) || this.#isContainer(block));
      this.#inUse.set(container, list);
    }
    return list;
  }

  /** To be called when a block comes to be there, or ceases to. */
  changed(block: BlockId): void {
    this.#inUse.delete(this.placeOf(block)[0]);
  }

  #isContainer(block: BlockId): boolean {
    return this.#containers.has(block) || (this.#cells.get(block)?.size ?? 0) > 0;
  }

  placeOf(block: BlockId): Place {
    return this.#places.get(block) ?? UNPLACED;
  }

  /** The cells that anything stands in, by their row or their column. */
  cellsAt(part: BlockId): readonly ContainerId[] {
    const cells = this.#cells.get(part);
    return cells ? [...cells].toSorted() : NOBODY;
  }

  put(block: BlockId, place: Place = UNPLACED): void {
    this.remove(block);
    this.#places.set(block, place);
    const [container] = place;
    this.#inUse.delete(container);
    let list = this.#containers.get(container);
    if (!list) {
      this.#containers.set(container, (list = []));
      for (const part of cellParts(container) ?? []) this.#cellsOf(part).add(container);
      this.#containerChanged(container);
    }
    list.splice(this.#indexIn(list, block, place), 0, block);
  }

  remove(block: BlockId): void {
    const place = this.#places.get(block);
    if (!place) return;
    const list = this.#containers.get(place[0]);
    list?.splice(this.#indexIn(list, block, place), 1);
    this.#inUse.delete(place[0]);
    if (list?.length === 0) {
      this.#containers.delete(place[0]);
      for (const part of cellParts(place[0]) ?? []) this.#cells.get(part)?.delete(place[0]);
      this.#containerChanged(place[0]);
    }
    this.#places.delete(block);
  }

  /** What is a container now, or no longer, may be in use because of that alone. */
  #containerChanged(container: ContainerId): void {
    for (const part of cellParts(container) ?? [container]) this.changed(part);
  }

  #cellsOf(part: BlockId): Set<ContainerId> {
    let cells = this.#cells.get(part);
    if (!cells) this.#cells.set(part, (cells = new Set()));
    return cells;
  }

  /** Where `block` is in `list`, or would be. */
  #indexIn(list: readonly BlockId[], block: BlockId, [, position]: Place): number {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = list[middle] ?? '';
      const otherPosition = this.placeOf(other)[1];
      const before = otherPosition === position ? other < block : otherPosition < position;
      if (before) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
