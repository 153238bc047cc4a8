import { type BlockId, cellOf, PAGE } from '@weft/shared/model/block-id';
import { propValue } from '@weft/shared/model/block';
import { COLORS } from '@weft/shared/model/colors';
import type { Point } from '@weft/shared/model/operations/range';
import type { Axis } from '@weft/shared/model/operations/table';
import type { BlockBinding } from '../editor/binding/binding.ts';
import {
  $clearPart,
  $duplicatePart,
  $insertParts,
  $insertPartsAt,
  $movePart,
  $removePart,
  $setTableProps,
  indexOfPart,
  partOf,
  type TablePart,
} from '../editor/commands/table-parts.ts';
import { $setWidths } from '../editor/commands/widths.ts';
import { LEAST_WIDTH } from '../editor/nodes/table-frame.ts';
import { cellPlaceOf } from '../editor/selection/cell-place.ts';
import type { IconName } from '../widgets/icons.tsx';
import { message, type PlainKey } from '../words/messages.ts';
import type { SlashCommand } from './slash-command.ts';

/** How much wider or narrower a column gets at once, in pixels. */
const STEP = 40;

type Act = (binding: BlockBinding, part: TablePart) => void;

const ACTS: {
  readonly [A in Axis]: readonly (readonly [
    name: string,
    label: PlainKey,
    icon: IconName,
    $act: Act,
  ])[];
} = {
  row: [
    ['above', 'row.above', 'add-above', (binding, part) => $insertParts(binding, part, 'before')],
    ['below', 'row.below', 'add-below', (binding, part) => $insertParts(binding, part, 'after')],
    ['up', 'row.up', 'up', (binding, part) => $movePart(binding, part, -1)],
    ['down', 'row.down', 'down', (binding, part) => $movePart(binding, part, 1)],
    ['duplicate', 'row.duplicate', 'copy', $duplicatePart],
    ['clear', 'row.clear', 'clear', $clearPart],
    ['delete', 'row.delete', 'trash', $removePart],
  ],
  column: [
    ['left', 'column.left', 'add-left', (binding, part) => $insertParts(binding, part, 'before')],
    ['right', 'column.right', 'add-right', (binding, part) => $insertParts(binding, part, 'after')],
    ['up', 'column.up', 'left', (binding, part) => $movePart(binding, part, -1)],
    ['down', 'column.down', 'right', (binding, part) => $movePart(binding, part, 1)],
    ['wider', 'column.wider', 'wider', (binding, part) => $resize(binding, part, STEP)],
    ['narrower', 'column.narrower', 'narrower', (binding, part) => $resize(binding, part, -STEP)],
    [
      'reset',
      'column.reset',
      'columns-3',
      (binding, { id }) => $setWidths(binding, new Map([[id, undefined]])),
    ],
    ['duplicate', 'column.duplicate', 'copy', $duplicatePart],
    ['clear', 'column.clear', 'clear', $clearPart],
    ['delete', 'column.delete', 'trash', $removePart],
  ],
};

/** What can be done with a row or a column. */
export function partCommands(axis: Axis, part?: TablePart): SlashCommand[] {
  const target = (binding: BlockBinding, { block }: Point): TablePart | undefined => {
    const cell = part ? undefined : cellPlaceOf(binding, block);
    return part ?? (cell && partOf(cell, axis));
  };
  const colors = (['color', 'background'] as const).flatMap((prop) =>
    (['default', ...COLORS] as const).map((color): SlashCommand => {
      const name = message(`color.${color}`);
      return {
        id: `${axis}-${prop}-${color}`,
        group: `${axis}-${prop}`,
        label: message(prop === 'color' ? 'color.text' : 'color.background', { color: name }),
        words: `${name} ${message(`words.${axis}`)}`,
        icon: prop,
        $do(binding, at) {
          const found = target(binding, at);
          const value = color === 'default' ? undefined : color;
          if (found) $setTableProps(binding, found.id, { [prop]: value });
        },
      };
    }),
  );
  const acts = ACTS[axis].map(([name, label, icon, $act]): SlashCommand => ({
    id: `${axis}-${name}`,
    group: axis,
    label: message(label),
    words: message(`words.${axis}`),
    icon,
    $do(binding, at) {
      const found = target(binding, at);
      if (found) $act(binding, found);
    },
  }));
  return [...acts, ...colors];
}

/** What can be done with a table as a whole. */
export function tableCommands(binding: BlockBinding, table: BlockId): SlashCommand[] {
  const { page } = binding;
  return [
    header(binding, table, 'headerRow'),
    header(binding, table, 'headerColumn'),
    ...(['row', 'column'] as const).map((axis): SlashCommand => ({
      id: `table-add-${axis}`,
      group: 'table',
      label: message(`table.add-${axis}`),
      words: message(`words.${axis}`),
      icon: axis === 'row' ? 'add-below' : 'add-right',
      $do() {
        const parts = axis === 'row' ? page.children(table) : page.columns(table);
        $insertPartsAt(binding, { table, axis }, parts.length);
      },
    })),
  ];
}

/** The switch of a header: offered with the row or the column that it would be, too. */
function header(
  binding: BlockBinding,
  table: BlockId,
  prop: 'headerRow' | 'headerColumn',
): SlashCommand {
  const block = binding.page.block(table);
  const isOn = block !== undefined && propValue(block, prop) === true;
  const name = prop === 'headerRow' ? 'header-row' : 'header-column';
  return {
    id: name,
    group: 'table',
    label: message(`table.${name}`),
    words: message('words.header'),
    icon: name,
    state: message(isOn ? 'table.on' : 'table.off'),
    $do: () => $setTableProps(binding, table, { [prop]: isOn ? undefined : true }),
  };
}

/** What the menu of a grip offers: the header too, with the part that can be one. */
export function gripCommands(binding: BlockBinding, part: TablePart): SlashCommand[] {
  const prop = part.axis === 'row' ? 'headerRow' : 'headerColumn';
  const isFirst = indexOfPart(binding, part) === 0;
  return [
    ...(isFirst ? [header(binding, part.table, prop)] : []),
    ...partCommands(part.axis, part),
  ];
}

function $resize(binding: BlockBinding, { table, id }: TablePart, by: number): void {
  const { page, editor, keys } = binding;
  const [row = PAGE] = page.children(table);
  const cell = editor.getElementByKey(keys.get(cellOf(row, id)) ?? '');
  const width = cell?.getBoundingClientRect().width ?? LEAST_WIDTH;
  $setWidths(binding, new Map([[id, Math.max(Math.round(width + by), LEAST_WIDTH)]]));
}
