import type { Point } from '@weft/shared/model/operations/range';
import { COMMAND_PRIORITY_CRITICAL, DELETE_CHARACTER_COMMAND, mergeRegister } from 'lexical';
import type { Transaction } from 'yjs';
import type { BlockBinding } from '../binding/binding.ts';
import { $selectionEnds } from '../binding/points.ts';

/** Backspace right after a Markdown rule gives back the signs that it took, as undo does. */
export class SignsBack {
  readonly stop: () => void;
  readonly #binding: BlockBinding;
  /** Where the last rule left the caret, as long as nothing was done since. */
  #left: Point | undefined;

  constructor(binding: BlockBinding) {
    this.#binding = binding;
    const { editor, page } = binding;
    page.doc.on('afterTransaction', this.#afterTransaction);
    this.stop = mergeRegister(
      () => page.doc.off('afterTransaction', this.#afterTransaction),
      editor.registerUpdateListener(({ editorState }) => {
        if (this.#left && !editorState.read(() => this.#$isThere())) this.#left = undefined;
      }),
      editor.registerCommand(
        DELETE_CHARACTER_COMMAND,
        (isBackward) => isBackward && editor.isEditable() && this.#$giveBack(),
        COMMAND_PRIORITY_CRITICAL,
      ),
    );
  }

  /** To be called inside the update in which a rule was done, at its end. */
  $offer(): void {
    this.#left = $selectionEnds()?.focus;
  }

  // What teammates do elsewhere is nothing that the person did since.
  readonly #afterTransaction = ({ local, changed }: Transaction): void => {
    if (local && changed.size > 0) this.#left = undefined;
  };

  #$isThere(): boolean {
    const [left, ends] = [this.#left, $selectionEnds()];
    if (!left || !ends) return false;
    return [ends.anchor, ends.focus].every(
      ({ block, offset }) => block === left.block && offset === left.offset,
    );
  }

  #$giveBack(): boolean {
    if (!this.#$isThere()) return false;
    this.#left = undefined;
    this.#binding.$travel('undo');
    return true;
  }
}
