/* oxlint-disable max-lines -- The coordinator of both directions: what each hands the other is decided here and nowhere else. */
import { type Block, blockLength, shownRuns } from '@weft/shared/model/block';
import { type BlockId, cellParts, type ContainerId, PAGE } from '@weft/shared/model/block-id';
import type { Caret } from '@weft/shared/model/caret';
import { type Run, runsLength, sameRuns } from '@weft/shared/model/content';
import { History } from '@weft/shared/model/history';
import { planInsert } from '@weft/shared/model/operations/insert';
import { type Point, surfaceOf } from '@weft/shared/model/operations/range';
import { Page, type PageChange } from '@weft/shared/model/page';
import { Writer } from '@weft/shared/model/writer';
import {
  $addUpdateTag,
  $getNodeByKey,
  $getRoot,
  $isElementNode,
  $setCompositionKey,
  COLLABORATION_TAG,
  type LexicalEditor,
  mergeRegister,
  type NodeKey,
  SKIP_SCROLL_INTO_VIEW_TAG,
  type UpdateListenerPayload,
} from 'lexical';
import type { Doc, Transaction } from 'yjs';
import { NO_FACTS } from '../nodes/block-facts.ts';
import { $isBlockNode, type BlockNode } from '../nodes/block-node.ts';
import { Folding, isToggle, type OpenToggles } from './folding.ts';
import { HeldLine } from './held-line.ts';
import { KeptSelection } from './kept-selection.ts';
import { diffFor, isTyping, planLine } from './line-edits.ts';
import { $runsOf, $setRuns, tidyRuns } from './line.ts';
import { type OutlineCache, type OutlineItem, outermostFirst, outlineOf } from './outline.ts';
import { $dropLostSelection, $isAt, $select, $selectionEnds, type Ends } from './points.ts';
import { $adoptStructure } from './stray-structure.ts';
import { $renderItems, type SurfaceHost } from './surface-rendering.ts';
import { diffText, isSame, type TextDiff } from './text-diff.ts';
import { $selectBlocks, $selectedBlocks } from './whole-blocks.ts';

export interface BlockBindingOptions {
  readonly editor: LexicalEditor;
  readonly doc: Doc;
  /** Numbers from 0 up to and without 1, for ids. */
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Where the browser has the selection, if it may have moved it since Lexical was told. Called inside a read. */
  readonly $movedTo?: () => Ends | undefined;
  /** Which toggles the person has open; all of them, where nothing is said. */
  readonly openToggles?: OpenToggles;
  /** Called when there is more or less to undo or redo. */
  readonly onHistory?: () => void;
}

/** Where the caret is to be after a command; both ends are the same for a caret. */
export type Target = Point | Ends;

/** Tag of updates in which the editor follows the document. */
const RENDERED = 'weft-rendered';

/**
 * Joins a Lexical editor to the page that a document is. Structure goes one way, from the page to the editor: Enter
 * and its like are commands on the page, which is then shown. Only the text within a line goes both ways.
 *
 * What each line showed when editor and page last agreed is remembered. A line that reads otherwise after an update
 * was typed in; a block that reads otherwise after a transaction is shown anew. Neither needs to know
 * where a change came from, and nothing is written twice.
 */
export class BlockBinding implements SurfaceHost {
  static readonly #of = new WeakMap<LexicalEditor, BlockBinding>();

  /** What an editor shows, from before its first line is drawn on; what a block shows asks for its page here. */
  static of(editor: LexicalEditor): BlockBinding | undefined {
    return BlockBinding.#of.get(editor);
  }

  readonly editor: LexicalEditor;
  readonly page: Page;
  readonly writer: Writer;
  readonly history: History<Ends<Caret> | undefined>;
  readonly folding: Folding;
  readonly keys = new Map<BlockId, NodeKey>();
  readonly rendered = new Map<NodeKey, readonly OutlineItem[]>();
  /** How often the editor's structure changed by another way than a command; each is a gap in the commands. */
  strayChanges = 0;
  readonly #outline: OutlineCache = new Map();
  /** What each line shows. */
  readonly #shown = new Map<BlockId, readonly Run[]>();
  /** Lines of empty surfaces, which are not in the document until something is typed in them. */
  readonly #emptyLines = new Map<BlockId, ContainerId>();
  /** What such a line is called, once and for all: undo may empty the surface again, and a caret is then in it. */
  readonly #emptyLineOf = new Map<ContainerId, BlockId>();
  readonly #formerSurfaces = new Map<BlockId, ContainerId>();
  /** Lines that were made real and are not shown anew yet: what they were called, and their blocks. */
  readonly #made = new Map<BlockId, BlockId>();
  readonly #selection: KeptSelection;
  readonly #$movedTo: (() => Ends | undefined) | undefined;
  readonly #stop: () => void;
  #staleLines = new Set<BlockId>();
  #staleSurfaces = new Set<ContainerId>();
  #ends: Ends | undefined;
  /** The selection as it was before others' changes that are not shown yet. */
  #carets: Ends<Caret> | undefined;
  #held: HeldLine | undefined;
  /** Inside a command or an update of the editor: what changes is shown at its end. */
  #running = false;
  #owed = false;

  constructor(options: BlockBindingOptions) {
    const { editor, doc, random, now, $movedTo, openToggles, onHistory } = options;
    this.editor = editor;
    this.#$movedTo = $movedTo;
    this.page = new Page(doc);
    this.writer = new Writer({ page: this.page, random, now });
    this.#selection = new KeptSelection(this.page, {
      isEmptyLine: (block) => {
        const surface = this.#formerSurfaces.get(block);
        return surface !== undefined && this.page.children(surface).length === 0;
      },
      surfaceOf: (block) => this.surfaceOf(block),
      emptyLineOf: (surface) => this.emptyLine(surface).facts.id,
      heldCaretAt: (block, offset) =>
        this.#held?.block === block ? this.#held.caretAt(offset) : undefined,
    });
    this.history = new History({
      writer: this.writer,
      caret: () => this.#carets ?? this.#selection.caretsOf(this.#ends),
      ...(onHistory && { onChange: onHistory }),
    });
    this.folding = new Folding(openToggles);
    this.#staleSurfaces.add(PAGE);
    BlockBinding.#of.set(editor, this);
    doc.on('beforeTransaction', this.#beforeTransaction);
    doc.on('afterTransaction', this.#afterTransaction);
    this.#stop = mergeRegister(
      () => doc.off('beforeTransaction', this.#beforeTransaction),
      () => doc.off('afterTransaction', this.#afterTransaction),
      () => this.history.dispose(),
      () => this.page.dispose(),
      this.page.observe(this.#onPageChange),
      editor.registerUpdateListener(this.#onUpdate),
      this.folding.observe(this.#onFold),
    );
    this.#renderSoon();
  }

  dispose(): void {
    this.#held = undefined;
    if (BlockBinding.of(this.editor) === this) BlockBinding.#of.delete(this.editor);
    this.#stop();
  }

  /** The line in which an input method is composing. */
  get composing(): BlockId | undefined {
    return this.editor.isComposing() ? this.#ends?.anchor.block : undefined;
  }

  /** The node that shows a block. */
  $lineOf(block: BlockId): BlockNode | undefined {
    const node = $getNodeByKey(this.keys.get(block) ?? '');
    return $isBlockNode(node) ? node : undefined;
  }

  /** What is shown on a surface. */
  outline(surface: ContainerId): OutlineItem[] {
    return outlineOf(this.page, surface, {
      cache: this.#outline,
      isOpen: (toggle) => this.folding.isOpen(toggle),
    });
  }

  /** Whether `block` is a line of an empty surface, which the document does not know yet. */
  isEmptyLine(block: BlockId): boolean {
    return this.#emptyLines.has(block);
  }

  /** A block of the page; the line of an empty surface is made one first. */
  materialize(block: BlockId): BlockId {
    const surface = this.#emptyLines.get(block);
    return surface === undefined ? block : this.#makeReal(block, surface, []);
  }

  /** The block of a line: until it is shown anew, the node of one that was made real goes by its former name. */
  realName(block: BlockId): BlockId {
    return this.#made.get(block) ?? block;
  }

  /**
   * Runs a command: takes in what was typed before it, lets it change the page, shows the result, and puts the
   * caret where it says. Without an answer the selection stays with the letters it was at. To be called
   * inside an update.
   */
  $run(command: () => Target | undefined | void): void {
    const running = this.#running;
    this.#running = true;
    try {
      // A command is more than an input method can go on over.
      if (this.editor.isComposing()) $setCompositionKey(null);
      for (const line of this.#$selectedLines()) this.#$write(line);
      this.#ends = $selectionEnds();
      this.#carets = this.#selection.caretsOf(this.#ends);
      const target = command();
      this.#$render(target ? ends(target) : undefined);
    } finally {
      this.#running = running;
    }
  }

  /** Takes the last step back, or does it again. To be called inside an update. */
  $travel(direction: 'undo' | 'redo'): void {
    this.$run(() => {
      const carets = this.history[direction]();
      return carets && this.#selection.resolve(carets);
    });
  }

  /** Where the selection is, as places that follow their letters. */
  carets(): Ends<Caret> | undefined {
    return this.#selection.caretsOf(this.#ends ?? this.#endsOfBlocks());
  }

  /** Of blocks that are selected as wholes, from the start of the first to the end of the last. */
  #endsOfBlocks(): Ends | undefined {
    const lines = this.editor
      .read($selectedBlocks)
      .flatMap((id) => this.page.block(id) ?? [])
      .filter(({ pieces }) => pieces.length > 0);
    const [first, last] = [lines[0], lines.at(-1)];
    return (
      first &&
      last && {
        anchor: { block: first.id, offset: 0 },
        focus: { block: last.id, offset: blockLength(last) },
      }
    );
  }

  $fill(line: BlockNode): void {
    const { id } = line.facts;
    const block = this.page.block(id);
    const runs = block ? displayedRuns(block) : [];
    $setRuns(line, runs);
    this.#shown.set(id, runs);
  }

  emptyLine(surface: ContainerId): OutlineItem {
    const id = this.#emptyLineOf.get(surface) ?? this.writer.mint();
    this.#emptyLines.set(id, surface);
    this.#emptyLineOf.set(surface, id);
    this.#formerSurfaces.set(id, surface);
    return { kind: 'line', facts: { ...NO_FACTS, id } };
  }

  forget(id: BlockId): void {
    this.rendered.delete(this.keys.get(id) ?? '');
    this.keys.delete(id);
    this.#outline.delete(id);
    this.#shown.delete(id);
    this.#emptyLines.delete(id);
  }

  readonly #beforeTransaction = ({ origin }: Transaction): void => {
    if (origin === this.writer.typing || this.#running) return;
    this.#carets ??= this.#selection.caretsOf(this.#latestEnds());
    // Like what is composed, what is typed and not committed yet is written by places in the text as it was.
    const isUncommitted = this.editor._pendingEditorState !== null;
    const line = this.composing ?? (isUncommitted ? this.#ends?.anchor.block : undefined);
    if (line !== undefined && this.#held?.block !== line)
      this.#held = new HeldLine(this.page, line);
  };

  #latestEnds(): Ends | undefined {
    const { composing, editor } = this;
    // An input method may have the selection where no offset of the text is.
    if (!this.#$movedTo || composing !== undefined) return this.#ends;
    return editor.getEditorState().read(this.#$movedTo, { editor }) ?? this.#ends;
  }

  readonly #afterTransaction = (): void => {
    if (!this.#isStale && !this.#running) this.#carets = undefined;
  };

  get #isStale(): boolean {
    return this.#staleLines.size > 0 || this.#staleSurfaces.size > 0;
  }

  readonly #onPageChange = (change: PageChange): void => {
    // Types matter too: code shows no marks.
    for (const id of new Set([...change.texts, ...change.blocks])) {
      const block = this.page.block(id);
      const shown = this.#shown.get(id);
      if (!block) continue;
      if (!(shown && sameRuns(displayedRuns(block), shown))) this.#staleLines.add(id);
      // A block of a newer type may get its first text, and with it a line.
      if ((!shown && !this.#isFolded(id)) || block.pieces.length === 0)
        this.#staleSurfaces.add(this.surfaceOf(id));
    }
    for (const id of change.blocks) this.#staleSurfaces.add(this.surfaceOf(id));
    for (const container of change.containers) {
      if (container === PAGE || cellParts(container)) this.#staleSurfaces.add(container);
      else if (this.page.block(container)) this.#staleSurfaces.add(this.surfaceOf(container));
    }
    if (!this.#isStale) return;
    // What was typed just before is committed at the end of the task, and written before its line may go.
    const isTyped = this.#held !== undefined && this.composing === undefined;
    if (this.#running || isTyped) this.#owed = true;
    else this.#renderSoon();
    if (isTyped) queueMicrotask(this.#releaseUnlessPending);
  };

  readonly #onFold = (toggle: BlockId): void => {
    if (!this.page.block(toggle)) return;
    this.#staleSurfaces.add(this.surfaceOf(toggle));
    if (!this.#running) this.#renderSoon();
  };

  /** Toggles around a block that are closed. */
  *#closedAround(block: BlockId): Generator<BlockId> {
    for (let id = this.#holderOf(block); id !== undefined; id = this.#holderOf(id)) {
      const shown = this.page.block(id);
      if (shown && isToggle(shown) && !this.folding.isOpen(id)) yield id;
    }
  }

  #holderOf(block: BlockId): BlockId | undefined {
    const container = this.page.parent(block);
    if (container === undefined || container === PAGE) return undefined;
    return cellParts(container)?.[0] ?? container;
  }

  #isFolded(block: BlockId): boolean {
    return !this.#closedAround(block).next().done;
  }

  /** Opens what hides a block. */
  reveal(block: BlockId): void {
    for (const toggle of this.#closedAround(block)) this.folding.set(toggle, true);
  }

  /** The page, the column or the cell that a line is in. */
  surfaceOf(block: BlockId): ContainerId {
    return this.#formerSurfaces.get(block) ?? surfaceOf(this.page, block);
  }

  #renderSoon(): void {
    this.editor.update(() => this.#$render(undefined), {
      discrete: true,
      tag: [RENDERED, COLLABORATION_TAG, SKIP_SCROLL_INTO_VIEW_TAG],
    });
  }

  /** Shows what is stale, and keeps the selection with its letters, or puts it at `target`. */
  #$render(target: Ends | undefined): void {
    $addUpdateTag(RENDERED);
    this.#revealCaret(target);
    this.#owed = false;
    const lines = this.#staleLines;
    const surfaces = this.#staleSurfaces;
    this.#staleLines = new Set();
    this.#staleSurfaces = new Set();
    const before = this.#withRealNames($selectionEnds());
    const blocks = $selectedBlocks();
    // Outer ones first: a table that was around another one may be inside of it now.
    for (const surface of outermostFirst(this.page, surfaces)) {
      if (!this.#$renderSurface(surface)) this.#staleSurfaces.add(surface);
    }
    for (const id of lines) {
      const line = this.$lineOf(id);
      if (!line) continue;
      if (id === this.composing) this.#staleLines.add(id);
      else {
        this.#$write(line);
        this.$fill(line);
      }
    }
    this.#made.clear();
    const carets = this.#carets;
    this.#carets = undefined;
    if (this.composing !== undefined) return;
    if (!target && blocks.some((id) => this.keys.has(id))) {
      // Others may be gone, and those that moved to another surface are shown by other nodes.
      $selectBlocks(this.keys, blocks);
      return;
    }
    const current = before && ((carets && this.#selection.resolve(carets)) ?? before);
    // A line is gone once its last letters are, if somebody had deleted it while they were typed.
    const isTargetGone = target !== undefined && !this.#$areShown(target);
    const kept = isTargetGone ? current && ends(current.focus) : (target ?? current);
    // With nowhere else to go, it stays where Lexical has put it, but in the line that is there.
    const at = kept && this.#$areShown(kept) ? kept : $selectionEnds();
    if (at && !$isAt(at)) this.#$select(at);
    $dropLostSelection();
  }

  /** A caret is never in a closed toggle, whoever moved its block into it. */
  #revealCaret(target: Ends | undefined): void {
    const ends = target ?? this.#ends;
    if (!ends) return;
    const running = this.#running;
    this.#running = true;
    for (const { block } of [ends.anchor, ends.focus]) this.reveal(block);
    this.#running = running;
  }

  #$areShown({ anchor, focus }: Ends): boolean {
    return this.$lineOf(anchor.block) !== undefined && this.$lineOf(focus.block) !== undefined;
  }

  #$renderSurface(surface: ContainerId): boolean {
    const node = surface === PAGE ? $getRoot() : $getNodeByKey(this.keys.get(surface) ?? '');
    if (!$isElementNode(node)) return true;
    return $renderItems(this, node, surface, this.outline(surface));
  }

  #$select({ anchor, focus }: Ends): void {
    const [from, to] = [this.$lineOf(anchor.block), this.$lineOf(focus.block)];
    if (from && to) $select(from, anchor.offset, to, focus.offset);
  }

  readonly #onUpdate = ({ editorState, dirtyElements, tags }: UpdateListenerPayload): void => {
    this.#running = true;
    try {
      editorState.read(() => {
        if (!tags.has(COLLABORATION_TAG)) this.#$checkStructure(dirtyElements);
        this.#$writeAll(dirtyElements.keys());
        this.#ends = this.#withRealNames($selectionEnds());
      });
    } finally {
      this.#running = false;
    }
    this.#carets = undefined;
    if (!this.editor.isComposing() && (this.#held || this.#isStale)) this.#release();
    else if (this.#owed) this.#renderSoon();
  };

  /** An update of the editor that changes nothing is not committed, and nothing tells of its end. */
  readonly #releaseUnlessPending = (): void => {
    const isOver = this.editor._pendingEditorState === null && this.composing === undefined;
    if (this.#held && this.#owed && isOver) this.#release();
  };

  /** The input method has finished: the line it was in is shown as the document has it by now. */
  #release(): void {
    this.#carets ??= this.#selection.caretsOf(this.#ends);
    // The page may have hidden the block meanwhile and shown it again, of which it tells nothing about the text.
    if (this.#held) this.#staleLines.add(this.#held.block);
    this.#held = undefined;
    this.#renderSoon();
  }

  #$checkStructure(dirty: UpdateListenerPayload['dirtyElements']): void {
    for (const [key, intentionally] of dirty) {
      const items = this.rendered.get(key);
      if (!intentionally || !items || !$getNodeByKey(key)) continue;
      const order = items.map(({ facts }) => facts.id);
      if (!$adoptStructure(this, key, order)) continue;
      // What is where is not known any more.
      this.rendered.clear();
      this.strayChanges += 1;
      this.#staleSurfaces.add(PAGE);
      this.#owed = true;
    }
  }

  #$selectedLines(): BlockNode[] {
    const current = $selectionEnds();
    const ids = current ? [current.anchor.block, current.focus.block] : [];
    return [...new Set(ids)].flatMap((id) => this.$lineOf(id) ?? []);
  }

  /** Writes what changed in several lines at once, such as marks over a selection, as one step. */
  #$writeAll(keys: Iterable<NodeKey>): void {
    const lines = [...keys]
      .map((key) => $getNodeByKey(key))
      .filter((node) => $isBlockNode(node) && node.isAttached())
      .filter($isBlockNode);
    const isOther = (line: BlockNode): boolean =>
      !sameRuns(this.#shown.get(line.facts.id) ?? [], $runsOf(line));
    if (lines.length < 2 || lines.filter(isOther).length < 2) {
      for (const line of lines) this.#$write(line);
    } else {
      this.writer.group(() => {
        for (const line of lines) this.#$write(line);
      });
    }
  }

  /** Writes what was typed in a line since it last agreed with its block. */
  #$write(line: BlockNode): void {
    const { id } = line.facts;
    const before = this.#shown.get(id);
    if (!before) return;
    const after = $runsOf(line);
    if (sameRuns(before, after)) return;
    const caret = $selectionEnds();
    const offset = caret?.focus.block === id ? caret.focus.offset : runsLength(after);
    const diff = diffText(before, after, offset);
    this.#shown.set(id, after);
    if (isSame(diff)) return;
    const surface = this.#emptyLines.get(id);
    if (surface !== undefined) this.#makeReal(id, surface, diff.runs);
    else this.#commit(id, diff);
  }

  #commit(id: BlockId, diff: TextDiff): void {
    const { page, writer } = this;
    const held = this.#held?.block === id ? this.#held : undefined;
    // What a held line shows may be in another block by now, or in none that is shown.
    const block = page.block(held?.pointAt(diff.from)?.block ?? id);
    const change = diffFor(block, diff);
    const origin = isTyping(diff) ? writer.typing : writer.command;
    if (held) {
      writer.commit(held.plan(change), origin);
      held.written(change, change.runs);
    } else if (!block) {
      // Somebody has deleted the block: what was typed in it brings it back, as it would have a moment sooner.
      const piece = page.pieces(id).at(-1);
      if (!piece) return;
      const { strand, from, length } = piece;
      writer.commit([{ kind: 'insert', strand, index: from + length, runs: diff.runs }], origin);
    } else {
      writer.commit(planLine(page, block, change), origin);
      if (change.formats === diff.formats) return;
      // Marks that the editor gave to what shows none are taken away again.
      this.#staleLines.add(id);
      this.#owed = true;
    }
  }

  /** Puts the line of an empty surface into the document; its node stays. */
  #makeReal(id: BlockId, surface: ContainerId, runs: readonly Run[]): BlockId {
    const key = this.keys.get(id);
    this.forget(id);
    const { writer } = this;
    const { ids, edits } = planInsert(writer, [{ type: 'text', runs }], surface, 0);
    const [made = id] = ids;
    if (key !== undefined) this.keys.set(made, key);
    this.#shown.set(made, runs);
    // The first letter is one step with those that are typed after it.
    writer.commit(edits, writer.typing);
    this.#made.set(id, made);
    this.#ends = this.#withRealNames(this.#ends);
    return made;
  }

  #withRealNames(current: Ends | undefined): Ends | undefined {
    if (!current || this.#made.size === 0) return current;
    const real = (point: Point): Point => ({
      ...point,
      block: this.realName(point.block),
    });
    return { anchor: real(current.anchor), focus: real(current.focus) };
  }
}

/** A block's text as its line shows it. */
function displayedRuns(block: Block): Run[] {
  return tidyRuns(shownRuns(block));
}

function ends(target: Target): Ends {
  return 'anchor' in target ? target : { anchor: target, focus: target };
}
