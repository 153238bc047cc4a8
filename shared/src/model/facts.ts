import type { Map as YMap } from 'yjs';
import type { BlockId } from './block-id.ts';
import { coversIds } from './id-ranges.ts';
import type { Join } from './joins.ts';
import { isJson, type Json } from './json.ts';
import {
  DEFAULT_TYPE,
  isStructural,
  readRegisters,
  registerOf,
  type Registers,
} from './registers.ts';
import { blockTypeOf, isBlockType } from './registry.ts';
import { Standing } from './standing.ts';
import { Strands } from './strands.ts';
import type { Role } from './tree.ts';

/** The one prop that decides whether a block may hold others. */
const TOGGLE = 'toggle';

/** What a block has of text: no piece at all, pieces without letters, or letters. */
type Fill = 'none' | 'empty' | 'letters';

/**
 * What a document says about each single block, whether or not it is shown: its registers, its text, and whether it is
 * there. What blocks are to each other is made from this.
 */
export class Facts {
  readonly strands: Strands;
  readonly standing = new Standing((block) => this.isLive(block));
  readonly #props: YMap<unknown>;
  /** Every register that is set, malformed ones too, by block. */
  readonly #values = new Map<BlockId, Map<string, unknown>>();
  readonly #registers = new Map<BlockId, Registers>();
  readonly #live = new Map<BlockId, boolean>();
  readonly #fills = new Map<BlockId, Fill>();
  /** Blocks that are there and have text, which can be joined with another's. */
  readonly #withText = new Set<BlockId>();
  readonly #intos = new Map<BlockId, Join>();
  #joinsChanged = true;

  constructor(texts: YMap<unknown>, props: YMap<unknown>) {
    this.strands = new Strands(texts);
    this.#props = props;
    for (const key of props.keys()) this.takeRegister(key);
    const blocks = new Set([...this.#values.keys(), ...this.strands.owners()]);
    for (const block of blocks) this.takeBlock(block);
  }

  /** Every block there is any trace of. */
  all(): Iterable<BlockId> {
    return this.#registers.keys();
  }

  knows(block: BlockId): boolean {
    return this.#registers.has(block);
  }

  /** What a block's structural registers say. */
  registers(block: BlockId): Registers {
    return this.#registers.get(block) ?? readRegisters(this.#props, block);
  }

  /** The values of a block's other registers, by name: the order in which they arrived must not show anywhere. */
  props(block: BlockId): [prop: string, value: Json][] {
    const found: [string, Json][] = [];
    for (const [prop, value] of this.#values.get(block) ?? []) {
      if (!isStructural(prop) && isJson(value)) found.push([prop, value]);
    }
    return found.toSorted(([a], [b]) => (a < b ? -1 : 1));
  }

  /** Whether a block is there by itself: made and not undone, not deleted, or written in since. */
  isLive(block: BlockId): boolean {
    return this.#live.get(block) === true;
  }

  /** What a block counts as: one that has letters is one that can show them. */
  typeOf(block: BlockId): string {
    const { type } = this.registers(block);
    const hides = blockTypeOf(type).text === 'none' && this.strands.hasLetters(block);
    return hides ? DEFAULT_TYPE : type;
  }

  roleOf(block: BlockId): Role {
    const type = this.typeOf(block);
    return type === 'tableRow' || type === 'tableColumn' || type === 'column' ? type : 'content';
  }

  /** What a block may hold at this moment. */
  holds(block: BlockId): 'blocks' | 'nothing' | 'table' | 'columns' {
    const { holds } = blockTypeOf(this.typeOf(block));
    if (holds !== 'toggled') return holds;
    return this.#values.get(block)?.get(TOGGLE) === true ? 'blocks' : 'nothing';
  }

  /** Whether a block is there and is something without text, such as a picture or a line. */
  isObject(block: BlockId): boolean {
    const { text, holds, role } = blockTypeOf(this.typeOf(block));
    return this.isLive(block) && text === 'none' && holds === 'nothing' && role === 'content';
  }

  /** Blocks that say to be shown in another's text, and can be; `undefined` if they are as they were. */
  takeJoins(): Map<BlockId, Join> | undefined {
    if (!this.#joinsChanged) return undefined;
    this.#joinsChanged = false;
    const joins = new Map<BlockId, Join>();
    for (const [block, into] of this.#intos) {
      if (into[0] !== block && this.#withText.has(block) && this.#withText.has(into[0])) {
        joins.set(block, into);
      }
    }
    return joins;
  }

  /**
   * Takes a register in that may have changed; `takeBlock` is due for its block. Answers which block and prop it is, and
   * whether it bears on the structure of the page, or `undefined` if it is no register.
   */
  takeRegister(key: string): { block: BlockId; isStructural: boolean } | undefined {
    const [block, prop] = registerOf(key) ?? [];
    if (block === undefined || prop === undefined) return undefined;
    let values = this.#values.get(block);
    if (!values) this.#values.set(block, (values = new Map()));
    if (this.#props.has(key)) values.set(prop, this.#props.get(key));
    else values.delete(prop);
    if (values.size === 0) this.#values.delete(block);
    return { block, isStructural: isStructural(prop) || prop === TOGGLE };
  }

  /**
   * Takes a block in any of whose registers or pieces may have changed. Answers whether that bears on the structure of
   * the page.
   */
  takeBlock(block: BlockId): boolean {
    const hasText = this.strands.of(block).length > 0;
    if (!hasText && !this.#values.has(block)) return this.#forget(block);
    const registers = readRegisters(this.#props, block);
    const [before, wasLive, wasFill] = [
      this.#registers.get(block),
      this.#live.get(block),
      this.#fills.get(block),
    ];
    this.#registers.set(block, registers);
    const place = registers.at ?? registers.home;
    const [container, position] = this.standing.placeOf(block);
    if (!before || container !== place?.[0] || position !== place[1]) {
      this.standing.put(block, place);
    }
    const fill = this.strands.hasLetters(block) ? 'letters' : hasText ? 'empty' : 'none';
    const live = this.#readLive(block, registers);
    this.#fills.set(block, fill);
    this.#live.set(block, live);
    if (live !== wasLive) this.standing.changed(block);
    const canJoin = live && hasText && blockTypeOf(this.typeOf(block)).text !== 'none';
    this.#takeJoin(block, canJoin, registers.into);
    return live !== wasLive || fill !== wasFill;
  }

  /** A block of which nothing is left is one that never was: whoever reads the document anew finds no trace. */
  #forget(block: BlockId): boolean {
    this.standing.remove(block);
    this.#takeJoin(block, false, undefined);
    this.#live.delete(block);
    this.#fills.delete(block);
    return this.#registers.delete(block);
  }

  #readLive(block: BlockId, { type, at, gone }: Registers): boolean {
    const { strands } = this;
    const pieces = strands.of(block);
    if (strands.hasLetters(block)) {
      if (gone === undefined) return true;
      return !coversIds(
        gone,
        pieces.flatMap((piece) => strands.idsOf(piece)),
      );
    }
    if (gone !== undefined || at === undefined) return false;
    return pieces.length > 0 || !isBlockType(type) || blockTypeOf(type).text === 'none';
  }

  #takeJoin(block: BlockId, hasText: boolean, into: Join | undefined): void {
    const was = this.#intos.get(block);
    if (into?.[0] !== was?.[0] || into?.[1] !== was?.[1]) {
      if (into) this.#intos.set(block, into);
      else this.#intos.delete(block);
      this.#joinsChanged = true;
    }
    if (hasText === this.#withText.has(block)) return;
    if (hasText) this.#withText.add(block);
    else this.#withText.delete(block);
    this.#joinsChanged = true;
  }
}
