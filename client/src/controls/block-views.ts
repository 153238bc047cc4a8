import type { BlockViews } from '../editor/nodes/block-view.ts';
import { codeView } from './code-view.ts';
import { contentsView } from './contents-view.ts';
import { equationView } from './equation-view.ts';

/** What blocks show besides their text. */
export const BLOCK_VIEWS: BlockViews = new Map([
  ['code', codeView],
  ['contents', contentsView],
  ['equation', equationView],
]);
