import { type BlockId, cellOf, cellParts, type ContainerId, PAGE } from './block-id.ts';

/**
 * What a block is to the tree: `content` stands wherever blocks do, the others are parts of a layout and stand
 * only there.
 */
export type Role = 'content' | 'tableRow' | 'tableColumn' | 'column';

/** What the tree is made from: facts about single blocks, and which of them say to stand where. */
export interface TreeSource {
  /** Every block there is any trace of. */
  all(): Iterable<BlockId>;
  knows(block: BlockId): boolean;
  /** Ids that say to stand in `container`, in order. */
  standing(container: ContainerId): readonly BlockId[];
  /** The container that a block says to stand in. */
  containerOf(block: BlockId): ContainerId;
  /** The cells that anything says to stand in, by their row or their column. */
  cellsAt(part: BlockId): readonly ContainerId[];
  roleOf(block: BlockId): Role;
  /** What the block may hold at this moment. */
  holds(block: BlockId): 'blocks' | 'nothing' | 'table' | 'columns';
  /** Whether a block is there by itself: made and not undone, not deleted, or written in since. */
  isLive(block: BlockId): boolean;
  /** Whether it is there and has letters, or is something that needs none, such as a picture. */
  hasContent(block: BlockId): boolean;
  /** The blocks whose texts are shown as one with that of `host`, beginning with itself. */
  members(host: BlockId): readonly BlockId[];
  /** The block that shows this one's text: itself, unless it was merged into another. */
  hostOf(block: BlockId): BlockId;
}

/** What is shown, and where. */
export interface Tree {
  /** Blocks by container; of a table its rows. */
  readonly children: ReadonlyMap<ContainerId, readonly BlockId[]>;
  readonly tableColumns: ReadonlyMap<BlockId, readonly BlockId[]>;
  readonly parents: ReadonlyMap<BlockId, ContainerId>;
}

/** Deeper blocks are shown beside their parents: nobody can read them, and no walk may run out of stack. */
export const MAX_DEPTH = 64;

/** A container while the walk is in it. */
interface Frame {
  readonly ids: readonly BlockId[];
  next: number;
  readonly container: ContainerId;
  readonly holds: 'blocks' | 'table' | 'columns';
  readonly depth: number;
  /** Where what a layout cannot hold goes: after it. */
  readonly outside: Frame | undefined;
}

/**
 * Puts every block in its place. It is a function of the registers alone, so all who have the same document
 * see the same page, and nobody ever writes a repair:
 *
 * - what a hidden block holds is shown in its stead; what a block cannot hold is shown after it;
 * - a layout (a table, its rows and columns, columns) that was deleted is back as soon as something is in it;
 * - a ring of blocks that say to stand in each other is opened at its smallest id, which stands at the end of
 *   the page; so does what says to stand in a place that does not exist.
 */
export function buildTree(source: TreeSource): Tree {
  const walk = new Walk(source);
  walk.through(source.standing(PAGE));
  let lost = [...source.all()].filter(
    (block) => source.isLive(block) && source.hostOf(block) === block,
  );
  for (;;) {
    lost = lost.filter((block) => !walk.seen.has(block));
    if (lost.length === 0) return walk;
    walk.through(outermost(lost, walk.seen, source));
  }
}

/** The blocks to begin with so that `lost` ones, to which no way from the page leads, are reached; by id. */
function outermost(
  lost: readonly BlockId[],
  seen: ReadonlySet<BlockId>,
  source: TreeSource,
): BlockId[] {
  const roots = new Map<BlockId, BlockId>();
  for (const block of lost) {
    const path = new Set<BlockId>();
    let last = block;
    let root = roots.get(last);
    while (root === undefined) {
      path.add(last);
      const container = source.containerOf(last);
      const parent = source.hostOf(cellParts(container)?.[0] ?? container);
      if (container === PAGE || !source.knows(parent) || seen.has(parent)) root = last;
      else if (path.has(parent)) root = smallestFrom(parent, path);
      else root = roots.get(parent);
      last = parent;
    }
    for (const id of path) roots.set(id, root);
  }
  return [...new Set(roots.values())].toSorted();
}

/** The smallest id of a ring, which is what `path` is from `start` on. */
function smallestFrom(start: BlockId, path: ReadonlySet<BlockId>): BlockId {
  let smallest = start;
  let inRing = false;
  for (const id of path) {
    inRing ||= id === start;
    if (inRing && id < smallest) smallest = id;
  }
  return smallest;
}

/** Every block that has something inside it that is content, at any depth. */
function filledBlocks(source: TreeSource): Set<BlockId> {
  const filled = new Set<BlockId>();
  for (const block of source.all()) {
    if (source.hostOf(block) !== block || !source.hasContent(block)) continue;
    const open = [block];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const holder of holdersOf(id, source)) {
        if (filled.has(holder)) continue;
        filled.add(holder);
        open.push(holder);
      }
    }
  }
  return filled;
}

/** What a block is directly inside: a row and a column, or one block, or nothing. */
function holdersOf(block: BlockId, source: TreeSource): BlockId[] {
  const container = source.containerOf(block);
  if (container === PAGE) return [];
  return (cellParts(container) ?? [container]).map((part) => source.hostOf(part));
}

class Walk implements Tree {
  readonly children = new Map<ContainerId, BlockId[]>([[PAGE, []]]);
  readonly tableColumns = new Map<BlockId, readonly BlockId[]>();
  readonly parents = new Map<BlockId, ContainerId>();
  readonly seen = new Set<BlockId>();
  readonly #source: TreeSource;
  #filled: ReadonlySet<BlockId> | undefined;

  constructor(source: TreeSource) {
    this.#source = source;
  }

  /** Shows `ids` at the end of the page, and all that is in them. */
  through(ids: readonly BlockId[]): void {
    const page = { ids, next: 0, container: PAGE, holds: 'blocks', depth: 0 } as const;
    const stack: Frame[] = [{ ...page, outside: undefined }];
    for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
      const block = frame.ids[frame.next++];
      if (block === undefined) stack.pop();
      else for (const inner of this.#enter(block, frame).toReversed()) stack.push(inner);
    }
  }

  /** Shows `block` where it may be, and answers what to walk through next. */
  #enter(block: BlockId, frame: Frame): Frame[] {
    const source = this.#source;
    if (this.seen.has(block) || source.hostOf(block) !== block) return [];
    this.seen.add(block);
    const isLive = source.isLive(block);
    // Whatever it was, it shows nothing and holds nothing.
    if (!isLive && this.#inside(block).length === 0) return [];
    const role = source.roleOf(block);
    const isLayout = role !== 'content' || isLayoutHolder(source.holds(block));
    if (!isLive && !(isLayout && this.#hasContentInside(block))) {
      if (isLayout) this.#drop(block);
      return isLayout ? [] : this.#through(block, frame);
    }
    if (fits(role, frame.holds)) return this.#show(block, role, frame);
    if (role === 'content' && frame.outside) return this.#show(block, role, frame.outside);
    return this.#through(block, frame);
  }

  #show(block: BlockId, role: Role, frame: Frame): Frame[] {
    this.parents.set(block, frame.container);
    if (role === 'tableColumn') return this.#beside(this.#source.standing(block), frame);
    this.children.get(frame.container)?.push(block);
    if (role === 'tableRow') return this.#showRow(block, frame);
    const holds = frame.depth < MAX_DEPTH ? this.#source.holds(block) : 'nothing';
    if (holds === 'nothing') return this.#through(block, frame);
    const ids = this.#inside(block);
    if (ids.length === 0 && holds === 'blocks') return [];
    this.children.set(block, []);
    if (holds === 'table') this.#showColumns(block, ids);
    const outside = holds === 'blocks' ? undefined : frame;
    return [{ ids, next: 0, container: block, holds, depth: frame.depth + 1, outside }];
  }

  /** A table's columns are known before its rows, whose cells they make. */
  #showColumns(table: BlockId, ids: readonly BlockId[]): void {
    const source = this.#source;
    const shown: BlockId[] = [];
    for (const id of ids) {
      if (source.roleOf(id) !== 'tableColumn' || this.seen.has(id)) continue;
      if (source.isLive(id) || this.#hasContentInside(id)) shown.push(id);
      else this.#drop(id);
    }
    this.tableColumns.set(table, shown);
  }

  /** Only cells that hold something: a table of many rows and columns is no larger than what is in it. */
  #showRow(row: BlockId, frame: Frame): Frame[] {
    const source = this.#source;
    const filled = new Set(source.cellsAt(row));
    const frames: Frame[] = [];
    for (const column of filled.size > 0 ? (this.tableColumns.get(frame.container) ?? []) : []) {
      const container = cellOf(row, column);
      if (!filled.delete(container)) continue;
      this.children.set(container, []);
      const ids = source.standing(container);
      frames.push({ ...frame, ids, next: 0, container, holds: 'blocks', depth: frame.depth + 1 });
    }
    const rest = [...filled].flatMap((cell) => source.standing(cell));
    return [...frames, ...this.#beside([...source.standing(row), ...rest], frame)];
  }

  /** What stands in a table's row or column and in none of its cells is shown after the table. */
  #beside(ids: readonly BlockId[], { outside }: Frame): Frame[] {
    return ids.length > 0 && outside ? [{ ...outside, ids, next: 0 }] : [];
  }

  /** What is inside a block that is not shown as a container goes where the block is, or would be. */
  #through(block: BlockId, frame: Frame): Frame[] {
    const ids = this.#inside(block);
    return ids.length === 0 ? [] : [{ ...frame, ids, next: 0 }];
  }

  #inside(block: BlockId): readonly BlockId[] {
    const source = this.#source;
    const members = source.members(block);
    if (members.length === 1 && source.cellsAt(block).length === 0) return source.standing(block);
    const cells = members.flatMap((member) => source.cellsAt(member));
    return [...members, ...cells].flatMap((container) => source.standing(container));
  }

  #hasContentInside(layout: BlockId): boolean {
    this.#filled ??= filledBlocks(this.#source);
    return this.#filled.has(layout);
  }

  /** Leaves out a deleted layout and the empty blocks that somebody else has put into it meanwhile. */
  #drop(layout: BlockId): void {
    for (const block of this.#under(layout)) this.seen.add(block);
  }

  /** All that is inside a block, at any depth, but for what is shown elsewhere because it was merged. */
  #under(block: BlockId): Set<BlockId> {
    const found = new Set<BlockId>();
    const open = [...this.#inside(block)];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (found.has(id) || this.#source.hostOf(id) !== id) continue;
      found.add(id);
      for (const inner of this.#inside(id)) open.push(inner);
    }
    return found;
  }
}

function isLayoutHolder(holds: ReturnType<TreeSource['holds']>): boolean {
  return holds === 'table' || holds === 'columns';
}

function fits(role: Role, holds: Frame['holds']): boolean {
  switch (role) {
    case 'content':
      return holds === 'blocks';
    case 'column':
      return holds === 'columns';
    case 'tableRow':
    case 'tableColumn':
      return holds === 'table';
  }
}
