import { type BlockId, type ContainerId, cellOf, PAGE } from './block-id.ts';
import { type Block, blockRuns, typeOf } from './block.ts';
import { objectText } from './object-text.ts';
import type { Page } from './page.ts';

/** One block of a page as those see it who look for words or links. */
export interface PageLine {
  readonly block: BlockId;
  /** Its own letters on one line, what stands in them included; a caption, an address or a name where those are all it has. */
  readonly text: string;
  /** Ids of the pages that it mentions or links to, each once. */
  readonly pages: readonly string[];
}

/** Props that people read. */
const READABLE = ['name', 'alt', 'title', 'description', 'address'] as const;

/** What is written on a page, in the order in which it is read, without blocks that say nothing. */
export function pageLines(page: Page): PageLine[] {
  const lines: PageLine[] = [];
  const addAll = (container: ContainerId): void => {
    for (const id of page.children(container)) {
      const block = page.block(id);
      if (!block) continue;
      const line = lineOf(block);
      if (line.text !== '' || line.pages.length > 0) lines.push(line);
      if (typeOf(block).holds !== 'table') {
        addAll(id);
        continue;
      }
      for (const row of page.children(id))
        for (const column of page.columns(id)) addAll(cellOf(row, column));
    }
  };
  addAll(PAGE);
  return lines;
}

function lineOf(block: Block): PageLine {
  const pages = new Set<string>();
  let text = '';
  for (const run of blockRuns(block)) {
    if ('text' in run) {
      text += run.text;
      continue;
    }
    const { page } = run.inline;
    if (run.inline.kind === 'mention' && typeof page === 'string') pages.add(page);
    text += objectText(run.inline);
  }
  const { page } = block.props;
  if (block.type === 'page' && typeof page === 'string') pages.add(page);
  for (const prop of READABLE) {
    const value = block.props[prop];
    if (typeof value === 'string' && value !== '') text += ` ${value}`;
  }
  return { block: block.id, text: text.replace(/\s+/g, ' ').trim(), pages: [...pages] };
}
