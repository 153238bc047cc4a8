import type { Doc, Map as YMap, Text, Transaction, YEvent } from 'yjs';
import type { Block } from './block.ts';
import type { BlockId, ContainerId } from './block-id.ts';
import type { Json } from './content.ts';
import { Facts } from './facts.ts';
import type { IdRanges } from './id-ranges.ts';
import { type Joins, rejoined, resolveJoins } from './joins.ts';
import type { Place, Registers } from './registers.ts';
import { blockTypeOf, propOf } from './registry.ts';
import type { Piece } from './strand.ts';
import { buildTree, type Tree } from './tree.ts';
import { changedContainers } from './tree-changes.ts';

export const TEXTS_ROOT = 'texts';
export const PROPS_ROOT = 'props';

const NONE: readonly BlockId[] = [];

/** What one transaction changed about the page. Sets are empty where nothing did. */
export interface PageChange {
  readonly transaction: Transaction;
  /** Shown blocks whose text reads or looks otherwise, and those that were not shown before. */
  readonly texts: ReadonlySet<BlockId>;
  /** Shown blocks whose type, props or other facts changed. */
  readonly blocks: ReadonlySet<BlockId>;
  /** Containers that hold other blocks than before, or in another order. Includes new and vanished ones. */
  readonly containers: ReadonlySet<ContainerId>;
}

/**
 * The page that a document is, kept up to date: a pure and total reading of whatever the document holds. The
 * same bytes read the same everywhere, nothing in them makes it throw, and reading writes nothing.
 *
 * A keystroke costs its strand; a change of structure costs the number of blocks, but not their text.
 */
export class Page {
  readonly doc: Doc;
  readonly texts: YMap<unknown>;
  readonly props: YMap<unknown>;
  readonly #facts: Facts;
  readonly #blocks = new Map<BlockId, Block>();
  readonly #listeners = new Set<(change: PageChange) => void>();
  #joins: Joins;
  #tree: Tree;
  #dirtyStrands = new Set<BlockId>();
  #dirtyKeys = new Set<string>();

  constructor(doc: Doc) {
    this.doc = doc;
    this.texts = doc.getMap(TEXTS_ROOT);
    this.props = doc.getMap(PROPS_ROOT);
    this.#facts = new Facts(this.texts, this.props);
    this.#joins = resolveJoins(this.#facts.takeJoins() ?? new Map());
    this.#tree = this.#readTree();
    this.texts.observeDeep(this.#onTexts);
    this.props.observe(this.#onProps);
    doc.on('afterTransaction', this.#afterTransaction);
  }

  /** Stops following the document. */
  dispose(): void {
    this.texts.unobserveDeep(this.#onTexts);
    this.props.unobserve(this.#onProps);
    this.doc.off('afterTransaction', this.#afterTransaction);
    this.#listeners.clear();
  }

  /** Calls `listener` after every transaction that changed the page; returns how to stop. */
  observe(listener: (change: PageChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A shown block, or `undefined`. The object is the same until the block changes. */
  block(id: BlockId): Block | undefined {
    if (!this.#tree.parents.has(id)) return undefined;
    let block = this.#blocks.get(id);
    if (!block) this.#blocks.set(id, (block = this.#readShown(id)));
    return block;
  }

  /** What is shown in a container, in order; of a table its rows. */
  children(container: ContainerId): readonly BlockId[] {
    return this.#tree.children.get(container) ?? NONE;
  }

  /** The columns of a table. */
  columns(table: BlockId): readonly BlockId[] {
    return this.#tree.tableColumns.get(table) ?? NONE;
  }

  /** The container in which a block is shown. */
  parent(block: BlockId): ContainerId | undefined {
    return this.#tree.parents.get(block);
  }

  /** Where a block says to stand, which is not where it is shown if that cannot hold it. */
  place(block: BlockId): Place {
    return this.#facts.standing.placeOf(block);
  }

  /** All blocks that say to stand in `container`, hidden ones too. */
  standing(container: ContainerId): readonly BlockId[] {
    return this.#facts.standing.in(container);
  }

  /** Blocks whose texts are shown as that of `host`, beginning with itself. */
  members(host: BlockId): readonly BlockId[] {
    return this.#joins.members(host);
  }

  /** The shown block whose text holds that of `block`. */
  hostOf(block: BlockId): BlockId {
    return this.#joins.hostOf(block);
  }

  /** Whether a block is there by itself, though it may be shown in another, or nowhere because of a layout. */
  isLive(block: BlockId): boolean {
    return this.#facts.isLive(block);
  }

  /** Blocks that have a piece, whether they are shown or not. */
  owners(): Iterable<BlockId> {
    return this.#facts.strands.owners();
  }

  /** Pieces of one block, without what was merged into it, whether it is shown or not. */
  pieces(block: BlockId): readonly Piece[] {
    return this.#facts.strands.of(block);
  }

  /** Ids of the letters that are in `piece`, which is one of `pieces`, now. */
  idsOf(piece: Piece): IdRanges {
    return this.#facts.strands.idsOf(piece);
  }

  /** The piece that a place in a strand is in. */
  ownerAt(strand: BlockId, index: number): Piece | undefined {
    return this.#facts.strands.at(strand, index);
  }

  /** What a block's structural registers say. */
  registers(block: BlockId): Registers {
    return this.#facts.registers(block);
  }

  /** The `Y.Text` of a strand. */
  strand(id: BlockId): Text | undefined {
    return this.#facts.strands.text(id);
  }

  readonly #onTexts = (events: readonly YEvent<YMap<unknown>>[]): void => {
    for (const { target, path, keys } of events as unknown as readonly YEvent<never>[]) {
      const [strand] = path;
      if (typeof strand === 'string') this.#dirtyStrands.add(strand);
      else if ((target as unknown) === this.texts) {
        for (const key of keys.keys()) this.#dirtyStrands.add(key);
      }
    }
  };

  readonly #onProps = ({ keysChanged }: { keysChanged: Set<string> }): void => {
    for (const key of keysChanged) this.#dirtyKeys.add(key);
  };

  readonly #afterTransaction = (transaction: Transaction): void => {
    const [strands, keys] = [this.#dirtyStrands, this.#dirtyKeys];
    if (strands.size === 0 && keys.size === 0) return;
    this.#dirtyStrands = new Set();
    this.#dirtyKeys = new Set();
    const change = this.#refresh(transaction, strands, keys);
    for (const listener of Array.from(this.#listeners)) listener(change);
  };

  #refresh(transaction: Transaction, strands: Set<BlockId>, keys: Set<string>): PageChange {
    /** Blocks any of whose facts may be others now. */
    const touched = new Set<BlockId>();
    const rewritten = new Set<BlockId>();
    let structural = false;
    for (const key of keys) {
      const register = this.#facts.takeRegister(key);
      if (!register) continue;
      touched.add(register.block);
      structural ||= register.isStructural;
    }
    for (const strand of strands) {
      const { owners, changed } = this.#facts.strands.refresh(strand);
      for (const block of owners) touched.add(block);
      for (const block of changed) rewritten.add(block);
    }
    for (const block of touched) if (this.#facts.takeBlock(block)) structural = true;

    const tree = this.#tree;
    if (structural) {
      for (const block of this.#rejoin()) touched.add(block);
      this.#tree = this.#readTree();
      for (const block of this.#newlyShown(tree)) touched.add(block);
    }
    const change = {
      transaction,
      texts: new Set<BlockId>(),
      blocks: new Set<BlockId>(),
      containers: structural ? changedContainers(tree, this.#tree) : new Set<ContainerId>(),
    };
    const hosts = new Set([...touched].map((block) => this.#joins.hostOf(block)));
    for (const block of hosts) this.#compare(block, change);
    for (const block of rewritten) {
      const host = this.#joins.hostOf(block);
      if (this.#tree.parents.has(host)) change.texts.add(host);
    }
    return change;
  }

  /** Follows the joins anew. Answers the blocks for which that makes a difference. */
  #rejoin(): Iterable<BlockId> {
    const joins = this.#facts.takeJoins();
    if (!joins) return NONE;
    const before = this.#joins;
    this.#joins = resolveJoins(joins);
    return rejoined(before, this.#joins);
  }

  /** Blocks that were not shown in `before`. What they were like when they last were is forgotten: it may have changed. */
  #newlyShown(before: Tree): BlockId[] {
    const { parents } = this.#tree;
    for (const block of this.#blocks.keys()) if (!parents.has(block)) this.#blocks.delete(block);
    return [...parents.keys()].filter((block) => !before.parents.has(block));
  }

  /** Reads a shown block anew and notes what about it changed. */
  #compare(id: BlockId, change: { texts: Set<BlockId>; blocks: Set<BlockId> }): void {
    const before = this.#blocks.get(id);
    this.#blocks.delete(id);
    const block = this.block(id);
    if (!block) return;
    const sameOwners =
      before?.pieces.length === block.pieces.length &&
      block.pieces.every((piece, i) => {
        const was = before.pieces[i];
        return was?.block === piece.block && was.strand === piece.strand;
      });
    if (!sameOwners) change.texts.add(id);
    if (!before || !sameFacts(before, block)) change.blocks.add(id);
  }

  #readTree(): Tree {
    const facts = this.#facts;
    const { standing } = facts;
    const { hostOf, members } = this.#joins;
    return buildTree({
      all: () => facts.all(),
      knows: (block) => facts.knows(block),
      standing: (container) => standing.inUse(container),
      containerOf: (block) => standing.placeOf(block)[0],
      cellsAt: (part) => standing.cellsAt(part),
      roleOf: (block) => facts.roleOf(block),
      holds: (block) => facts.holds(block),
      isLive: (block) => facts.isLive(block),
      hasContent: (block) =>
        facts.isObject(block) ||
        (facts.isLive(block) && members(block).some((id) => facts.strands.hasLetters(id))),
      members,
      hostOf,
    });
  }

  #readShown(id: BlockId): Block {
    const facts = this.#facts;
    const type = facts.typeOf(id);
    const props = facts.props(id).filter(([name, value]) => {
      const prop = propOf(type, name);
      return !prop || (prop.accepts(value) && value !== prop.fallback);
    });
    const hasText = blockTypeOf(type).text !== 'none';
    return {
      id,
      type,
      props: Object.fromEntries<Json>(props),
      pieces: hasText ? this.members(id).flatMap((member) => facts.strands.of(member)) : [],
      edited: facts.registers(id).gone !== undefined,
    };
  }
}

function sameFacts(a: Block, b: Block): boolean {
  const names = Object.keys(a.props);
  return (
    a.type === b.type &&
    a.edited === b.edited &&
    names.length === Object.keys(b.props).length &&
    names.every((name) => a.props[name] === b.props[name])
  );
}
