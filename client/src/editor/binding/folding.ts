import type { Block } from '@weft/shared/model/block';
import { propValue } from '@weft/shared/model/block';
import type { BlockId } from '@weft/shared/model/block-id';

/** Where one person keeps which toggles they have open; nothing of it is in the document. */
export interface OpenToggles {
  get(): readonly BlockId[];
  set(open: readonly BlockId[]): void;
}

/** How many are remembered for a page; those that were opened longest ago are forgotten. */
const MAX_OPEN = 2000;

/** Which toggles of a page are open. A closed one hides what is nested in it, for this person alone. */
export class Folding {
  readonly #store: OpenToggles | undefined;
  readonly #open: Set<BlockId>;
  readonly #listeners = new Set<(block: BlockId) => void>();

  /** @param store - without one, every toggle is open, and stays so. */
  constructor(store: OpenToggles | undefined) {
    this.#store = store;
    this.#open = new Set(store?.get());
  }

  isOpen(block: BlockId): boolean {
    return this.#store === undefined || this.#open.has(block);
  }

  set(block: BlockId, open: boolean): void {
    if (!this.#store || this.#open.has(block) === open) return;
    if (open) this.#open.add(block);
    else this.#open.delete(block);
    this.#store.set([...this.#open].slice(-MAX_OPEN));
    for (const listener of this.#listeners) listener(block);
  }

  /** Calls `listener` with each toggle that is opened or closed; returns how to stop. */
  observe(listener: (block: BlockId) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Whether what is nested in a block can be hidden. */
export function isToggle(block: Block): boolean {
  return block.type === 'toggle' || propValue(block, 'toggle') === true;
}
