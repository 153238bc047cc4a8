import { type BlockId, mintBlockId, type RandomSource } from './block-id.ts';
import { applyEdits, type Edit } from './edit.ts';
import type { Page } from './page.ts';
import { PositionSource } from './position.ts';

/** What a writer takes from outside, so that tests can give their own. */
export interface WriterOptions {
  readonly page: Page;
  /** Numbers from 0 up to and without 1; in an app those of `crypto`. */
  readonly random: RandomSource;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * One person's pen on a page: operations are planned on what the page shows, and written as one transaction
 * each. Transactions carry one of two origins of this writer, by which its undo knows them.
 */
export class Writer {
  readonly page: Page;
  readonly positions: PositionSource;
  /** Origin of letters that are typed: undo takes back what was typed without a pause at once. */
  readonly typing = { typing: true };
  /** Origin of everything else: each is one step of undo. */
  readonly command = { command: true };
  /** Called when a group of operations has ended; set by the history. */
  onGroupEnd: (() => void) | undefined;
  readonly #random: RandomSource;
  readonly #now: () => number;
  #groups = 0;
  #written = 0;

  constructor({ page, random, now }: WriterOptions) {
    this.page = page;
    this.positions = new PositionSource(random);
    this.#random = random;
    this.#now = now;
  }

  mint(): BlockId {
    return mintBlockId(this.#random);
  }

  /** Seconds since 1970. */
  seconds(): number {
    return Math.floor(this.#now() / 1000);
  }

  /**
   * Runs several operations that are one step of undo together.
   *
   * @param goesOn - whether what is typed right after them belongs to the step too, as after a letter typed over blocks
   */
  group<Result>(operations: () => Result, goesOn = false): Result {
    if (this.#groups === 0) this.#written = 0;
    this.#groups += 1;
    try {
      return operations();
    } finally {
      this.#groups -= 1;
      if (this.#groups === 0 && !goesOn) this.onGroupEnd?.();
    }
  }

  /** Whether what is written now goes on a step that a group has begun. */
  get isGoingOn(): boolean {
    return this.#groups > 0 && this.#written > 0;
  }

  get isGrouping(): boolean {
    return this.#groups > 0;
  }

  /** Writes `edits`, planned on the page as it is now, in one transaction. */
  commit(edits: readonly Edit[], origin: object = this.command): void {
    if (edits.length === 0) return;
    applyEdits(this.page, edits, this.#groups > 0 ? this.command : origin);
    this.#written += 1;
  }
}
