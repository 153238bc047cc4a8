import type { BlockContent, Json } from '@weft/shared/model/content';
import { COLORS } from '@weft/shared/model/colors';

/** A place in a sketch: which of its lines with text, and where in it. */
interface Place {
  readonly line: number;
  readonly offset: number;
}

/** What a sketch says. */
interface Sketch {
  readonly blocks: BlockContent[];
  readonly anchor: Place | undefined;
  readonly focus: Place | undefined;
}

const CARET = '‸';
const ANCHOR = '«';
const FOCUS = '»';
const SIGNS = /[‸«»]/;
const WITHOUT_TEXT = new Set(['divider', 'table', 'columns', 'column', 'contents', 'page']);

interface Draft {
  readonly type: string;
  readonly props: Record<string, Json>;
  readonly runs: { text: string; marks: {} }[];
  readonly children: Draft[];
  readonly rows: Draft[][];
}

/**
 * Reads a page as tests write it down: a line for each block, two spaces for each level. In front, in brackets, stands
 * its type unless that is `text`, and what is set of it: `[todo checked]`, `[numbered start=3]`. `| a | b` is a
 * row of the table above. `‸` is the caret; a selection goes from `«` to `»`, whichever comes first. `⏎` is a line break.
 */
export function readSketch(lines: readonly string[]): Sketch {
  const blocks: Draft[] = [];
  const places = new Map<string, Place>();
  const path: Draft[] = [];
  let line = 0;
  const readText = (text: string): Draft['runs'] => {
    let rest = text.replaceAll('⏎', '\n');
    for (let at = SIGNS.exec(rest); at; at = SIGNS.exec(rest)) {
      places.set(at[0], { line, offset: at.index });
      rest = rest.slice(0, at.index) + rest.slice(at.index + 1);
    }
    line += 1;
    return rest === '' ? [] : [{ text: rest, marks: {} }];
  };
  for (const source of lines) {
    const [, indent = '', head = '', text = ''] =
      /^((?: {2})*)(?:\[([^\]]*)\] ?)?(.*)$/s.exec(source) ?? [];
    const depth = indent.length / 2;
    const parent = path[depth - 1];
    if (parent?.type === 'table') {
      const cells = text.split('|').slice(1);
      parent.rows.push(cells.map((cell) => draft('text', {}, readText(cell.trim()))));
      continue;
    }
    const [type = '', ...settings] = head === '' ? ['text'] : head.split(' ');
    const runs = WITHOUT_TEXT.has(type) ? [] : readText(text);
    const block = draft(type, Object.fromEntries(settings.map(readSetting)), runs);
    (parent?.children ?? blocks).push(block);
    path.splice(depth, path.length, block);
  }
  const caret = places.get(CARET);
  return {
    blocks: blocks.map(contentOf),
    anchor: caret ?? places.get(ANCHOR),
    focus: caret ?? places.get(FOCUS),
  };
}

function draft(type: string, props: Draft['props'], runs: Draft['runs']): Draft {
  return { type, props, runs, children: [], rows: [] };
}

function readSetting(setting: string): [string, Json] {
  const [name = '', value] = setting.split('=');
  if (COLORS.some((color) => color === name)) return ['color', name];
  return [name, value === undefined ? true : /^\d+$/.test(value) ? Number(value) : value];
}

function contentOf({ type, props, runs, children, rows }: Draft): BlockContent {
  return {
    type,
    props,
    ...(!WITHOUT_TEXT.has(type) && { runs }),
    ...(children.length > 0 && { children: children.map(contentOf) }),
    ...(type === 'table' && {
      table: {
        columns: (rows[0] ?? []).map(() => ({})),
        rows: rows.map((cells) => ({ cells: cells.map((cell) => [contentOf(cell)]) })),
      },
    }),
  };
}
