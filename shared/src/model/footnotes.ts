import type { BlockContent, Inline, Run } from './content.ts';

/** The type of blocks that are notes, and the kind of the objects in a line that refer to them by what they are called. */
export const FOOTNOTE = 'footnote';

/** Where what is written down keeps a note's number; nothing but this module reads or writes it. */
const NUMBER: unique symbol = Symbol('number of a footnote');

interface Numbered {
  readonly [NUMBER]?: number;
}

/** What the note is called that `inline` refers to, if that is what it does. */
export function noteOf({ kind, note }: Inline): string | undefined {
  return kind === FOOTNOTE && typeof note === 'string' && note !== '' ? note : undefined;
}

/** What the note that `block` is, if it is one, is called. */
export function nameOfNote({
  type,
  props,
}: Pick<BlockContent, 'type' | 'props'>): string | undefined {
  const name = props?.['note'];
  return type === FOOTNOTE && typeof name === 'string' && name !== '' ? name : undefined;
}

/** Whether Markdown can say the name of a note as it is: it knows no capitals. */
export function isPlainNote(name: string): boolean {
  return /^[a-z0-9_-]{1,64}$/.test(name);
}

/**
 * The numbers of notes by what they are called: in the order in which the text refers to them first. What is referred to
 * and is not there has none; a note that nothing refers to has 0.
 */
export function numberNotes(
  references: Iterable<string>,
  notes: ReadonlySet<string>,
): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const name of references)
    if (notes.has(name) && !numbers.has(name)) numbers.set(name, numbers.size + 1);
  for (const name of notes) if (!numbers.has(name)) numbers.set(name, 0);
  return numbers;
}

/** The same blocks, in which notes and what refers to them know their numbers. */
export function withNumbers(blocks: readonly BlockContent[]): readonly BlockContent[] {
  const references: string[] = [];
  const notes = new Set<string>();
  for (const block of everyBlock(blocks)) {
    const name = nameOfNote(block);
    if (name !== undefined) notes.add(name);
    for (const run of block.runs ?? []) {
      const note = 'inline' in run ? noteOf(run.inline) : undefined;
      if (note !== undefined) references.push(note);
    }
  }
  if (notes.size === 0) return blocks;
  const numbers = numberNotes(references, notes);
  const told = new Set<string>();
  return mapped(blocks, (block) => {
    const runs = block.runs?.map((run) => numberedRun(run, numbers));
    const name = nameOfNote(block);
    // Of several notes of one name the first is the one that is referred to.
    const isOne = name !== undefined && !told.has(name);
    if (isOne) told.add(name);
    return { ...block, ...(runs && { runs }), ...(isOne && { [NUMBER]: numbers.get(name) ?? 0 }) };
  });
}

/**
 * The number of a note, or of what refers to one, among blocks that come from `withNumbers`; 0 is a note that nothing
 * refers to, `undefined` what refers to no note, and a note of which there is another.
 */
export function numberOf(one: BlockContent | Inline): number | undefined {
  return (one as Numbered)[NUMBER];
}

/** The same blocks with other names for the notes that are called as those in `taken` are. */
export function renameNotes(
  blocks: readonly BlockContent[],
  taken: ReadonlySet<string>,
  mint: () => string,
): readonly BlockContent[] {
  const names = new Map<string, string>();
  for (const block of everyBlock(blocks)) {
    const name = nameOfNote(block);
    if (name !== undefined && taken.has(name)) names.set(name, mint());
  }
  if (names.size === 0) return blocks;
  return mapped(blocks, (block) => {
    const name = names.get(nameOfNote(block) ?? '');
    const runs = block.runs?.map((run): Run => {
      const note = 'inline' in run ? names.get(noteOf(run.inline) ?? '') : undefined;
      return 'inline' in run && note !== undefined
        ? { ...run, inline: { ...run.inline, note } }
        : run;
    });
    const props = name === undefined ? block.props : { ...block.props, note: name };
    return { ...block, ...(props && { props }), ...(runs && { runs }) };
  });
}

function numberedRun(run: Run, numbers: ReadonlyMap<string, number>): Run {
  const note = 'inline' in run ? noteOf(run.inline) : undefined;
  const number = note === undefined ? undefined : numbers.get(note);
  if (!('inline' in run) || number === undefined) return run;
  return { ...run, inline: Object.assign({ ...run.inline }, { [NUMBER]: number }) };
}

/** All blocks in reading order, those in tables too. */
function* everyBlock(blocks: readonly BlockContent[]): Generator<BlockContent> {
  for (const block of blocks) {
    yield block;
    for (const { cells } of block.table?.rows ?? [])
      for (const cell of cells) yield* everyBlock(cell);
    yield* everyBlock(block.children ?? []);
  }
}

function mapped(
  blocks: readonly BlockContent[],
  change: (block: BlockContent) => BlockContent,
): BlockContent[] {
  return blocks.map((block) => {
    const own = change(block);
    const { children, table } = block;
    return {
      ...own,
      ...(table && {
        table: {
          ...table,
          rows: table.rows.map((row) => ({
            ...row,
            cells: row.cells.map((cell) => mapped(cell, change)),
          })),
        },
      }),
      ...(children && { children: mapped(children, change) }),
    };
  });
}
