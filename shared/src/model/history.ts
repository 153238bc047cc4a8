import { type Item, type Transaction, UndoManager } from 'yjs';
import type { Page } from './page.ts';
import { registerOf } from './registers.ts';
import type { Writer } from './writer.ts';

/** Letters typed without a pause this long, in milliseconds, are one step. */
const PAUSE = 500;

/** A step remembers at most where the carets were; this is its key. */
const CARET = 'caret';

export interface HistoryOptions<Caret> {
  readonly writer: Writer;
  /** Where the person's caret is, as it was before the change that is about to be written. */
  readonly caret?: () => Caret;
  /** Called when there is more or less to undo or redo than before. */
  readonly onChange?: () => void;
}

/**
 * Undo and redo of what one writer wrote, and of nothing else: a register that somebody else has set since stays as
 * it is, text that somebody else typed stays. Each command is a step, and so is what was typed without a pause.
 *
 * Undoing the creation of a block hides it. Its strand and its home stay, because a teammate may have typed
 * in it: then it is still shown, where it was made.
 */
export class History<Caret = undefined> {
  readonly #page: Page;
  readonly #writer: Writer;
  readonly #manager: UndoManager;
  readonly #options: HistoryOptions<Caret>;
  #caret: Caret | undefined;
  #popped: Caret | undefined;

  constructor(options: HistoryOptions<Caret>) {
    const { writer } = options;
    const { page } = writer;
    this.#options = options;
    this.#writer = writer;
    this.#page = page;
    page.doc.on('beforeTransaction', this.#before);
    writer.onGroupEnd = () => this.endStep();
    this.#manager = new UndoManager([page.texts, page.props], {
      trackedOrigins: new Set([writer.typing, writer.command]),
      captureTimeout: PAUSE,
      deleteFilter: (item) => !this.#isLasting(item),
    });
    page.doc.on('afterTransaction', this.#after);
    this.#manager.on('stack-item-added', ({ stackItem }) => {
      stackItem.meta.set(CARET, this.#caret);
      options.onChange?.();
    });
    this.#manager.on('stack-item-popped', ({ stackItem }) => {
      this.#popped = stackItem.meta.get(CARET) as Caret | undefined;
      options.onChange?.();
    });
  }

  get canUndo(): boolean {
    return this.#manager.canUndo();
  }

  get canRedo(): boolean {
    return this.#manager.canRedo();
  }

  /** Takes the last step back. Answers where the caret was before it, or `undefined` if there was none. */
  undo(): Caret | undefined {
    return this.#takeOne(this.#manager.undoStack, () => this.#manager.undo());
  }

  /** Does the last step that was taken back again. Answers where the caret was then. */
  redo(): Caret | undefined {
    return this.#takeOne(this.#manager.redoStack, () => this.#manager.redo());
  }

  /** What is typed next begins a step of its own. */
  endStep(): void {
    this.#manager.stopCapturing();
  }

  dispose(): void {
    this.#page.doc.off('beforeTransaction', this.#before);
    this.#page.doc.off('afterTransaction', this.#after);
    this.#writer.onGroupEnd = undefined;
    this.#manager.destroy();
  }

  readonly #before = ({ origin }: Transaction): void => {
    const { writer, caret } = this.#options;
    if (origin === writer.command && !writer.isGoingOn) this.endStep();
    // A group is one step however long it takes; what is typed is one only without a pause.
    this.#manager.captureTimeout = writer.isGoingOn ? Infinity : PAUSE;
    if (origin === writer.command || origin === writer.typing || origin === this.#manager) {
      this.#caret = caret?.();
    }
  };

  readonly #after = ({ origin }: Transaction): void => {
    if (origin === this.#writer.command && !this.#writer.isGrouping) this.endStep();
  };

  /**
   * Yjs goes on with earlier steps as long as one changes nothing, for instance because a teammate has set the
   * same register since. One press of a key takes back one step.
   */
  #takeOne(steps: unknown[], take: () => unknown): Caret | undefined {
    const earlier = steps.splice(0, steps.length - 1);
    this.#popped = undefined;
    try {
      take();
    } finally {
      steps.unshift(...earlier);
    }
    this.#options.onChange?.();
    return this.#popped;
  }

  /** A strand and a block's home are never taken back. */
  #isLasting({ parent, parentSub }: Item): boolean {
    if (parentSub === null) return false;
    return (
      parent === this.#page.texts ||
      (parent === this.#page.props && registerOf(parentSub)?.[1] === 'home')
    );
  }
}
