import { type BlockId, PAGE } from '@weft/shared/model/block-id';
import type { BlockBinding } from '../editor/binding/binding.ts';
import {
  $addColumn,
  $divide,
  columnOf,
  MAX_COLUMNS,
  shareOf,
} from '../editor/commands/text-columns.ts';
import { $setShares } from '../editor/commands/widths.ts';
import type { IconName } from '../widgets/icons.tsx';
import { message, type PlainKey } from '../words/messages.ts';
import type { SlashCommand } from './slash-command.ts';

/** How much of both a column gains from its neighbour at once. */
const STEP = 0.1;

/** What can be done with the column of text that a block is in; nothing where it is in none. */
export function layoutCommands(binding: BlockBinding, block: BlockId): SlashCommand[] {
  const { page } = binding;
  const column = columnOf(page, block);
  if (column === undefined) return [];
  const columns = page.children(page.parent(column) ?? PAGE);
  const command = (id: string, label: PlainKey, icon: IconName, $do: () => void): SlashCommand => ({
    id: `layout-${id}`,
    group: 'layout',
    label: message(label),
    words: message('words.width'),
    icon,
    $do,
  });
  return [
    command('wider', 'layout.wider', 'wider', () => $grow(binding, column, columns, STEP)),
    command('narrower', 'layout.narrower', 'narrower', () =>
      $grow(binding, column, columns, -STEP),
    ),
    command('even', 'layout.even', 'columns-2', () =>
      $setShares(binding, new Map(columns.map((id) => [id, undefined]))),
    ),
    ...(columns.length < MAX_COLUMNS
      ? [command('add', 'layout.add', 'add-right', () => $addColumn(binding, column))]
      : []),
  ];
}

/** At the cost of the next column, or for the last one of that before it. */
function $grow(
  binding: BlockBinding,
  column: BlockId,
  columns: readonly BlockId[],
  by: number,
): void {
  const index = columns.indexOf(column);
  const isLast = index === columns.length - 1;
  const first = isLast ? columns[index - 1] : column;
  const second = isLast ? column : columns[index + 1];
  if (first === undefined || second === undefined) return;
  const share = shareOf(binding, first);
  const part = share / (share + shareOf(binding, second));
  $divide(binding, first, second, part + (isLast ? -by : by));
}
