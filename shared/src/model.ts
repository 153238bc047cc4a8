/** Public entry `@weft/shared/model`: the block document (shared/DOCUMENT.md), to read it, to write in it, to follow it. */
export {
  type Block,
  blockLength,
  blockRuns,
  isEmptyText,
  propValue,
  shownRuns,
  typeOf,
} from './model/block.ts';
export {
  type BlockId,
  cellOf,
  cellParts,
  type ContainerId,
  isBlockId,
  isContainerId,
  PAGE,
  type RandomSource,
} from './model/block-id.ts';
export { type Caret, caretAt, readCaret, resolveCaret } from './model/caret.ts';
export { COLORS } from './model/colors.ts';
export * from './model/content.ts';
export { History, type HistoryOptions } from './model/history.ts';
export * from './model/marks.ts';
export { isJson } from './model/json.ts';
export { mayWrite, MODEL_VERSION } from './model/min-writer.ts';
export { contentsOf, duplicateBlocks } from './model/operations/copy.ts';
export { indentBlocks, outdentBlocks } from './model/operations/indent.ts';
export { insertBlocks } from './model/operations/insert.ts';
export { mergeBlocks } from './model/operations/merge.ts';
export { moveBlocks } from './model/operations/move.ts';
export { formatRange, type Point, type Range, replaceRange } from './model/operations/range.ts';
export { keepBlock, removeBlocks } from './model/operations/remove.ts';
export { restorePage } from './model/operations/restore.ts';
export { setProps } from './model/operations/set-props.ts';
export { splitBlock, type Tail } from './model/operations/split.ts';
export {
  type Axis,
  emptyTable,
  insertTablePart,
  moveTablePart,
  removeTablePart,
} from './model/operations/table.ts';
export {
  deleteText,
  formatText,
  insertInline,
  insertLineBreak,
  insertText,
} from './model/operations/text.ts';
export { turnBlocksInto } from './model/operations/turn-into.ts';
export { Page, type PageChange, PROPS_ROOT, TEXTS_ROOT } from './model/page.ts';
export * from './model/registry.ts';
export type { Piece } from './model/strand.ts';
export { sweepGone } from './model/sweep.ts';
export { Writer, type WriterOptions } from './model/writer.ts';
