import type { BlockContent, Json, Run } from '@weft/shared/model/content';

/** Blocks as lines that are easy to compare: their depth, type, props, and text with its marks. */
export function sketchOf(blocks: readonly BlockContent[], indent = ''): string[] {
  return blocks.flatMap(({ type, props, runs = [], children = [], table }) => {
    const facts = Object.entries(props ?? {}).map(([name, value]) => ` ${name}=${wordOf(value)}`);
    const text = runs.map(sketchOfRun).join('').replaceAll('\n', '⏎');
    const line =
      type === 'text' && facts.length === 0 ? text : `[${type}${facts.join('')}] ${text}`;
    const cells = (table?.rows ?? []).map((row) => {
      const held = row.cells.map((cell) => sketchOf(cell).join(' / '));
      return `${indent}  | ${held.join(' | ')}`.trimEnd();
    });
    return [indent + line.trimEnd(), ...cells, ...sketchOf(children, `${indent}  `)];
  });
}

function sketchOfRun(run: Run): string {
  const marks = Object.entries(run.marks).map(([name, value]) =>
    value === true ? name : `${name}=${wordOf(value)}`,
  );
  const letters = 'text' in run ? run.text : `{${run.inline.kind} ${wordOf(run.inline['text'])}}`;
  return marks.length === 0 ? letters : `<${marks.sort().join(' ')}>${letters}</>`;
}

function wordOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
