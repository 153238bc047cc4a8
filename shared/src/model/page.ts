import type { Doc, Map as YMap, Transaction, YEvent } from 'yjs';
import { AbstractType, type Text } from 'yjs';
import type { Block } from './block.ts';
import type { BlockId, ContainerId } from './block-id.ts';
import type { Json } from './content.ts';
import { coversIds, type IdRanges } from './id-ranges.ts';
import { type Join, type Joins, resolveJoins } from './joins.ts';
import {
  DEFAULT_TYPE,
  isStructural,
  type Place,
  readRegisters,
  registerOf,
  type Registers,
} from './registers.ts';
import { blockTypeOf, isBlockType, propOf } from './registry.ts';
import { Standing } from './standing.ts';
import { Strands } from './strands.ts';
import type { Piece } from './strand.ts';
import { buildTree, type Role, type Tree } from './tree.ts';

export const TEXTS_ROOT = 'texts';
export const PROPS_ROOT = 'props';

const NONE: readonly BlockId[] = [];

/** The one prop that decides whether a block may hold others. */
const TOGGLE = 'toggle';

/** What one transaction changed about the page. Sets are empty where nothing did. */
export interface PageChange {
  readonly transaction: Transaction;
  /** Shown blocks whose text reads or looks otherwise. */
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
  readonly #strands: Strands;
  readonly #standing = new Standing();
  readonly #registers = new Map<BlockId, Registers>();
  readonly #otherProps = new Map<BlockId, Map<string, unknown>>();
  readonly #live = new Map<BlockId, boolean>();
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
    this.#strands = new Strands(this.texts);
    for (const key of this.props.keys()) this.#readProp(key);
    for (const block of this.#otherProps.keys()) this.#readBlock(block);
    for (const block of this.#strands.owners()) this.#readBlock(block);
    this.#joins = this.#readJoins();
    this.#tree = buildTree(this.#source());
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
    return this.#standing.placeOf(block);
  }

  /** All blocks that say to stand in `container`, hidden ones too. */
  standing(container: ContainerId): readonly BlockId[] {
    return this.#standing.in(container);
  }

  /** Blocks whose texts are shown as that of `host`, beginning with itself. */
  members(host: BlockId): readonly BlockId[] {
    return this.#joins.members(host);
  }

  /** The shown block whose text holds that of `block`. */
  hostOf(block: BlockId): BlockId {
    return this.#joins.hostOf(block);
  }

  /** Pieces of one block, without what was merged into it, whether it is shown or not. */
  pieces(block: BlockId): readonly Piece[] {
    return this.#strands.of(block);
  }

  /** Ids of the letters that are in `piece`, which is one of `pieces`, now. */
  idsOf(piece: Piece): IdRanges {
    return this.#strands.idsOf(piece);
  }

  /** The piece that a place in a strand is in. */
  ownerAt(strand: BlockId, index: number): Piece | undefined {
    return this.#strands.at(strand, index);
  }

  /** What a block's structural registers say. */
  registers(block: BlockId): Registers {
    return this.#registers.get(block) ?? readRegisters(this.props, block);
  }

  /** The `Y.Text` of a strand. */
  strand(id: BlockId): Text | undefined {
    return this.#strands.text(id);
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
    for (const listener of [...this.#listeners]) listener(change);
  };

  #refresh(transaction: Transaction, strands: Set<BlockId>, keys: Set<string>): PageChange {
    /** Blocks any of whose facts may be others now. */
    const touched = new Set<BlockId>();
    const rewritten = new Set<BlockId>();
    let structural = false;
    for (const key of keys) {
      const [block, prop] = this.#readProp(key) ?? [];
      if (block === undefined || prop === undefined) continue;
      touched.add(block);
      structural ||= isStructural(prop) || prop === TOGGLE;
    }
    for (const strand of strands) {
      const { owners, changed } = this.#strands.refresh(strand);
      for (const block of owners) touched.add(block);
      for (const block of changed) rewritten.add(block);
    }
    for (const block of touched) if (this.#readBlock(block)) structural = true;

    const [joins, tree] = [this.#joins, this.#tree];
    if (structural) {
      this.#joins = this.#readJoins();
      this.#tree = buildTree(this.#source());
      for (const block of [...joins.involved(), ...this.#joins.involved()]) touched.add(block);
    }
    const change = {
      transaction,
      texts: new Set<BlockId>(),
      blocks: new Set<BlockId>(),
      containers: structural ? changedContainers(tree, this.#tree) : new Set<ContainerId>(),
    };
    for (const block of touched) this.#compare(this.#joins.hostOf(block), change);
    for (const block of rewritten) {
      const host = this.#joins.hostOf(block);
      if (this.#tree.parents.has(host)) change.texts.add(host);
    }
    return change;
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

  /** Takes a changed register in. Answers which block's it is. */
  #readProp(key: string): [BlockId, string] | undefined {
    const register = registerOf(key);
    if (!register) return undefined;
    const [block, prop] = register;
    let props = this.#otherProps.get(block);
    if (!props) this.#otherProps.set(block, (props = new Map()));
    if (!isStructural(prop)) {
      const value = this.props.get(key);
      if (value === undefined || value instanceof AbstractType) props.delete(prop);
      else props.set(prop, value);
    }
    return register;
  }

  /** Takes a block's facts in. Answers whether any of them changes the structure of the page. */
  #readBlock(block: BlockId): boolean {
    const registers = readRegisters(this.props, block);
    const [before, wasLive] = [this.#registers.get(block), this.#live.get(block)];
    const hadLetters = this.#lettered.has(block);
    this.#registers.set(block, registers);
    if (this.#strands.hasLetters(block)) this.#lettered.add(block);
    else this.#lettered.delete(block);
    const place = registers.at ?? registers.home;
    const [container, position] = this.#standing.placeOf(block);
    if (!before || container !== place?.[0] || position !== place[1]) {
      this.#standing.put(block, place);
    }
    const live = this.#isLive(block, registers);
    this.#live.set(block, live);
    return live !== wasLive || hadLetters !== this.#lettered.has(block);
  }

  readonly #lettered = new Set<BlockId>();

  #isLive(block: BlockId, { type, at, gone }: Registers): boolean {
    const pieces = this.#strands.of(block);
    if (this.#strands.hasLetters(block)) {
      return (
        gone === undefined ||
        !pieces.every((piece) => coversIds(gone, this.#strands.idsOf(piece)))
      );
    }
    if (gone !== undefined || at === undefined) return false;
    return pieces.length > 0 || !isBlockType(type) || blockTypeOf(type).text === 'none';
  }

  /** What a block counts as: one that has letters is one that can show them. */
  #typeOf(block: BlockId): string {
    const { type } = this.registers(block);
    const hides = blockTypeOf(type).text === 'none' && this.#strands.hasLetters(block);
    return hides ? DEFAULT_TYPE : type;
  }

  #readJoins(): Joins {
    const joins = new Map<BlockId, Join>();
    for (const [block, { into }] of this.#registers) {
      if (into && into[0] !== block && this.#holdsText(block) && this.#holdsText(into[0])) {
        joins.set(block, into);
      }
    }
    return resolveJoins(joins);
  }

  #holdsText(block: BlockId): boolean {
    return (
      this.#live.get(block) === true &&
      this.#strands.of(block).length > 0 &&
      blockTypeOf(this.#typeOf(block)).text !== 'none'
    );
  }

  #source(): Parameters<typeof buildTree>[0] {
    return {
      all: () => this.#registers.keys(),
      knows: (block) => this.#registers.has(block),
      standing: (container) => this.#standing.in(container),
      containerOf: (block) => this.#standing.placeOf(block)[0],
      cellsAt: (part) => this.#standing.cellsAt(part),
      roleOf: (block) => roleOf(this.#typeOf(block)),
      holds: (block) => this.#holds(block),
      isLive: (block) => this.#live.get(block) === true,
      hasContent: (block) => this.#hasContent(block),
      members: (host) => this.#joins.members(host),
      hostOf: (block) => this.#joins.hostOf(block),
    };
  }

  #holds(block: BlockId): 'blocks' | 'nothing' | 'table' | 'columns' {
    const { holds } = blockTypeOf(this.#typeOf(block));
    if (holds !== 'toggled') return holds;
    return this.#otherProps.get(block)?.get(TOGGLE) === true ? 'blocks' : 'nothing';
  }

  #hasContent(block: BlockId): boolean {
    if (this.#live.get(block) !== true) return false;
    if (this.#joins.members(block).some((id) => this.#strands.hasLetters(id))) return true;
    const { text, holds, role } = blockTypeOf(this.#typeOf(block));
    return text === 'none' && holds === 'nothing' && role === 'content';
  }

  #readShown(id: BlockId): Block {
    const type = this.#typeOf(id);
    const props: Record<string, Json> = {};
    // By name: the order in which registers arrived must not show anywhere.
    const all = [...(this.#otherProps.get(id) ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1));
    for (const [name, value] of all) {
      const prop = propOf(type, name);
      if (!prop || (prop.accepts(value) && value !== prop.fallback)) props[name] = value as Json;
    }
    const pieces = this.#joins.members(id).flatMap((member) => this.#strands.of(member));
    return {
      id,
      type,
      props,
      pieces: blockTypeOf(type).text === 'none' ? [] : pieces,
      edited: this.registers(id).gone !== undefined,
    };
  }
}

function roleOf(type: string): Role {
  return type === 'tableRow' || type === 'tableColumn' || type === 'column' ? type : 'content';
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

function changedContainers(before: Tree, after: Tree): Set<ContainerId> {
  const changed = new Set<ContainerId>();
  for (const kind of ['children', 'tableColumns'] as const) {
    const [old, current] = [before[kind], after[kind]];
    for (const [container, ids] of current) {
      const was = old.get(container);
      if (!was || was.length !== ids.length || ids.some((id, i) => id !== was[i])) {
        changed.add(container);
      }
    }
    for (const container of old.keys()) if (!current.has(container)) changed.add(container);
  }
  return changed;
}
