import type { BlockContent, TableContent } from '@weft/shared/model/content';
import type { MediaFiles } from '../media-files.ts';
import type { Pasted, PendingFile } from '../paste/pasted.ts';
import { contentOfFile } from './media-content.ts';

/**
 * Hands the pictures of what was pasted to be sent, and names them in their blocks. One that is not in the words of the
 * clipboard is the next of its files, as Word and Outlook have it; what is nowhere stays an empty block.
 */
export async function withFiles(
  files: MediaFiles,
  { blocks, files: pending }: Pasted,
  copied: readonly File[],
): Promise<Pasted> {
  const pictures = copied.filter(({ type }) => type.startsWith('image/'));
  const found = pending.map((file) => ({ file, blob: file.blob ?? pictures.shift() }));
  const contents = await Promise.all(
    found.map(async ({ file, blob }) => blob && contentOfFile(files, blob, file.name)),
  );
  let filled = blocks;
  const left: PendingFile[] = [];
  for (const [i, { file }] of found.entries()) {
    const content = contents[i];
    if (content) filled = changed(filled, file.path, (block) => filledBy(block, content));
    else left.push(file);
  }
  return { blocks: filled, files: left };
}

/** The picture as large as it is, and shown as wide as the page it came from had it. */
function filledBy({ props, ...block }: BlockContent, content: BlockContent): BlockContent {
  const { width } = props ?? {};
  const natural = content.props?.['width'];
  const isNarrower = typeof width === 'number' && typeof natural === 'number' && width < natural;
  return {
    ...block,
    type: content.type,
    props: { ...props, ...content.props, ...(isNarrower && { shownWidth: width }) },
  };
}

type Change = (block: BlockContent) => BlockContent;

function changed(
  blocks: readonly BlockContent[],
  [index, ...way]: readonly number[],
  change: Change,
): readonly BlockContent[] {
  return blocks.map((block, i) => {
    if (i !== index) return block;
    if (way.length === 0) return change(block);
    if (block.table) return { ...block, table: changedTable(block.table, way, change) };
    return { ...block, children: changed(block.children ?? [], way, change) };
  });
}

function changedTable(
  table: TableContent,
  [row, column, ...way]: readonly number[],
  change: Change,
): TableContent {
  const rows = table.rows.map((one, i) =>
    i === row
      ? {
          ...one,
          cells: one.cells.map((cell, j) => (j === column ? changed(cell, way, change) : cell)),
        }
      : one,
  );
  return { ...table, rows };
}
