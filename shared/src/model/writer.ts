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
  readonly #random: RandomSource;
  readonly #now: () => number;

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

  /** Writes `edits`, planned on the page as it is now, in one transaction. */
  commit(edits: readonly Edit[], origin: object = this.command): void {
    if (edits.length > 0) applyEdits(this.page, edits, origin);
  }
}
