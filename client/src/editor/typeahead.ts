import { blockRuns, sliceRuns, typeOf } from '@weft/shared/model/block';
import type { BlockId } from '@weft/shared/model/block-id';
import { type Caret, caretAt, resolveCaret } from '@weft/shared/model/caret';
import { runsText } from '@weft/shared/model/content';
import { deleteText } from '@weft/shared/model/operations/text';
import type { Point } from '@weft/shared/model/operations/range';
import { $getSelection, $isRangeSelection, type UpdateListenerPayload } from 'lexical';
import type { BlockBinding } from './binding/binding.ts';
import { $runsOf } from './binding/line.ts';
import { $selectionEnds } from './binding/points.ts';

/** A sign that asks for a menu, and what was typed after it. */
export interface Typed {
  readonly sign: string;
  readonly query: string;
  readonly block: BlockId;
  /** Where the sign begins, and where the query ends. */
  readonly from: number;
  readonly to: number;
  /** Whether the menu was asked for, and the sign not merely typed. */
  readonly isAsked: boolean;
}

/** Longer than any name in a menu: what goes on is a sentence. */
const MAX_QUERY = 60;

/**
 * Watches for signs such as `/` that somebody types at the start of a line or after a space, and follows what they type
 * after it, whatever others do to the line. It ends when the caret leaves it.
 */
export class Typeahead {
  readonly #binding: BlockBinding;
  readonly #signs: readonly string[];
  readonly #listeners = new Set<() => void>();
  readonly stop: () => void;
  /** The place behind the sign. */
  #began: { readonly sign: string; readonly caret: Caret; readonly isAsked: boolean } | undefined;
  #typed: Typed | undefined;

  /** @param signs - the longer ones of those that begin alike come first */
  constructor(binding: BlockBinding, signs: readonly string[]) {
    this.#binding = binding;
    this.#signs = signs;
    this.stop = binding.editor.registerUpdateListener(this.#onUpdate);
  }

  readonly get = (): Typed | undefined => this.#typed;

  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  /** Types a sign at the caret and begins there, whatever is before it. */
  open(sign: string): void {
    const { editor, page } = this.#binding;
    editor.update(
      () => {
        const selection = $getSelection();
        if ($isRangeSelection(selection)) selection.insertText(sign);
      },
      { discrete: true },
    );
    const at = editor.read($selectionEnds)?.focus;
    if (!at) return;
    this.#began = { sign, caret: caretAt(page, at.block, at.offset), isAsked: true };
    const caret = editor.read(() => this.#$caret());
    if (caret) this.#follow(caret);
  }

  /** Leaves what was typed as the text it is. */
  cancel(): void {
    this.#began = undefined;
    this.#show(undefined);
  }

  /**
   * Takes the sign and the query out of the text and answers where they were. To be called inside `$run`, from which
   * the caret is to be put there.
   */
  take(): Point | undefined {
    const typed = this.#typed;
    if (!typed) return undefined;
    this.cancel();
    deleteText(this.#binding.writer, typed.block, typed.from, typed.to);
    return { block: typed.block, offset: typed.from };
  }

  readonly #onUpdate = ({ editorState, prevEditorState, tags }: UpdateListenerPayload): void => {
    const { editor } = this.#binding;
    const caret = editorState.read(() => this.#$caret(), { editor });
    if (!caret) {
      // A phone's keyboard that begins a word takes hold of the caret for a moment.
      if (!editor.isComposing()) this.cancel();
      return;
    }
    if (!this.#began && tags.size === 0) {
      const before = prevEditorState.read($selectionEnds);
      // Something was typed there, perhaps over what was selected.
      const isTyped = [before?.anchor, before?.focus].some(
        (end) =>
          end &&
          this.#binding.realName(end.block) === caret.block &&
          end.offset === caret.offset - 1,
      );
      if (isTyped) this.#begin(caret);
    }
    if (this.#began) this.#follow(caret);
  };

  #begin({ block, offset, text }: Point & { readonly text: string }): void {
    const before = text.slice(0, offset);
    const sign = this.#signs.find((one) => before.endsWith(one));
    if (sign === undefined) return;
    const [left] = before.slice(0, -sign.length).slice(-1);
    if (left !== undefined && !/\s/.test(left)) return;
    const caret = caretAt(this.#binding.page, block, offset);
    this.#began = { sign, caret, isAsked: false };
  }

  #follow({ block, offset, text }: Point & { readonly text: string }): void {
    if (!this.#began) return;
    const { sign, caret, isAsked } = this.#began;
    const start = resolveCaret(this.#binding.page, caret);
    const from = (start?.offset ?? 0) - sign.length;
    const query = text.slice(from + sign.length, offset);
    const isThere = start?.block === block && from >= 0 && text.startsWith(sign, from);
    if (!isThere || offset < from + sign.length || !isQuery(query)) this.cancel();
    else this.#show({ sign, query, block, from, to: offset, isAsked });
  }

  #$caret(): (Point & { readonly text: string }) | undefined {
    const selection = $getSelection();
    const ends = $selectionEnds();
    if (!ends || !$isRangeSelection(selection) || !selection.isCollapsed()) return undefined;
    const { offset } = ends.focus;
    const block = this.#binding.realName(ends.focus.block);
    const shown = this.#binding.page.block(block);
    const line = this.#binding.$lineOf(block);
    // Code is full of such signs, and means them.
    if (!shown || !line || typeOf(shown).text !== 'rich') return undefined;
    const [typed] = sliceRuns(blockRuns(shown), offset - 1, offset);
    if (typed?.marks['code'] === true) return undefined;
    return { block, offset, text: runsText($runsOf(line)) };
  }

  #show(typed: Typed | undefined): void {
    const before = this.#typed;
    if (
      before?.query === typed?.query &&
      before?.sign === typed?.sign &&
      before?.from === typed?.from
    )
      return;
    this.#typed = typed;
    for (const listener of this.#listeners) listener();
  }
}

function isQuery(query: string): boolean {
  return query.length <= MAX_QUERY && !/^\s|\n|\s\s/.test(query);
}
