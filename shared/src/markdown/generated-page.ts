/** Arbitrary pages for property tests: every type, every prop, every mark, and what this version does not know. */
import fc from 'fast-check';
import { COLORS } from '../model/colors.ts';
import type { BlockContent, Json, Run } from '../model/content.ts';
import type { Marks } from '../model/marks.ts';
import type { BlockTypeName } from '../model/registry.ts';
import { BLOCK_TYPES } from '../model/registry.ts';

/** Everything that means something in Markdown somewhere, and what the eye does not see. */
const PIECES = [
  ...Array.from('\\`*_{}[]<>()#+-.!|~$&:;=@^"\'/%'),
  ...Array.from(' \t\n\r\0\u00a0\ufeff\u2028\u200d\u202e'),
  ...Array.from('abzAZ019éß中文「」אבعر🎉👩‍👩‍👧'),
  '- ', '1. ', '# ', '> ', '---', '***', '```', '~~~', '$$', '**', '__', '~~', '![', '](', '](x)',
  '[ ] ', '| - |', '|-|', ':-:', '&amp;', '&#32;', '<b>', '</span>', '<br>', '<!-- x -->', '<div>',
  '</callout>', '<empty-block/>', '<summary>', '</summary>', '{color="red"}', '{a="b"}', '  ', '\n\n', '=',
  'http://a.b', 'https://', 'www.', 'www.a.bc', 'a@b.cd', 'mailto:a@b.cd', '[a]: b', 'word', 'two words', '12) ',
]; // prettier-ignore

const LONE_SURROGATES = /\p{Cs}/gu;

const words = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...PIECES) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 4 }) },
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''))
  .map((text) => text.replace(LONE_SURROGATES, ''));

const someWords = words.filter((text) => text !== '');

const json = fc
  .jsonValue({ maxDepth: 2 })
  .map((value) => JSON.parse(JSON.stringify(value)) as Json);

const name = fc.oneof(
  fc.constantFrom('comment', 'foo-bar', 'x_y', 'suggestion-1', 'weird name', '"\'<>'),
  someWords,
);

const marks: fc.Arbitrary<Marks> = fc
  .tuple(
    fc.record(
      {
        bold: fc.constant(true),
        italic: fc.constant(true),
        underline: fc.constant(true),
        strike: fc.constant(true),
        code: fc.constant(true),
        link: fc.oneof(
          fc.webUrl(),
          fc.constantFrom('/a', 'x y', 'a)b(', '<a>', '#', 'mailto:a@b.cd', 'a|b'),
          someWords,
        ),
        color: fc.constantFrom(...COLORS),
        background: fc.constantFrom(...COLORS),
      },
      { requiredKeys: [] },
    ),
    fc.option(fc.dictionary(name, json, { maxKeys: 1 }), { nil: {}, freq: 8 }),
  )
  .map(([known, unknown]) => ({ ...unknown, ...known }));

const simpleMarks: fc.Arbitrary<Marks> = fc.record(
  { bold: fc.constant(true), italic: fc.constant(true), strike: fc.constant(true) },
  { requiredKeys: [] },
);

/** Few enough for what refers to notes to find some. */
const noteName = fc.oneof({ weight: 5, arbitrary: fc.constantFrom('a', 'b', 'k3') }, words);

const inline = fc.oneof(
  fc.record({ kind: fc.constant('equation'), text: words }),
  fc.record({ kind: fc.constant('footnote'), note: noteName }),
  fc.record({ kind: fc.constant('mention'), page: words }),
  fc.record({ kind: fc.constant('mention'), user: words, name: words }),
  fc.record(
    { kind: fc.constant('image'), source: words, alt: words, title: words },
    { requiredKeys: ['kind', 'source'] },
  ),
  fc
    .tuple(name, fc.dictionary(name, json, { maxKeys: 2 }))
    .map(([kind, fields]) => ({ ...fields, kind })),
);

const anyMarks = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: simpleMarks },
  { weight: 2, arbitrary: marks },
);

const run: fc.Arbitrary<Run> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ text: someWords, marks: anyMarks }) },
  { weight: 1, arbitrary: fc.record({ inline, marks: anyMarks }) },
);

type Props = NonNullable<BlockContent['props']>;

/** Runs of a rich text. */
export const richText: fc.Arbitrary<Run[]> = fc.array(run, { maxLength: 6 });

const plainText: fc.Arbitrary<Run[]> = words.map((text) => [{ text, marks: {} }]);

/** Values that `type` accepts for each of its props, told from what the registry says. */
function propsOf(type: string): fc.Arbitrary<Props> {
  const known = Object.hasOwn(BLOCK_TYPES, type) ? BLOCK_TYPES[type as BlockTypeName].props : {};
  const candidates = fc.oneof(
    words,
    fc.boolean(),
    fc.integer({ min: 0, max: 2000 }),
    fc.constantFrom(
      1e9,
      2 ** 53 - 1,
      0.5,
      0.05,
      20,
      'letters',
      'roman',
      'numbers',
      'js',
      'a',
      'b',
      'k3',
      'https://a.b/c.png',
      'default',
      ...COLORS,
    ),
  );
  const color = {
    accepts: (value: unknown) => value === 'default' || COLORS.some((c) => c === value),
  };
  const values = Object.entries({ ...known, color, background: color }).map(
    ([prop, { accepts }]) => [prop, candidates.filter((value) => accepts(value))] as const,
  );
  return fc
    .tuple(
      fc.record(Object.fromEntries(values), { requiredKeys: [] }),
      fc.option(fc.dictionary(name, json, { maxKeys: 2 }), { nil: {}, freq: 6 }),
      fc.integer({ min: 0, max: 3 }),
    )
    .map(([props, unknown, share]): Props => {
      const all = Object.entries(props) as [string, Json][];
      if (share === 0) return { ...unknown, ...Object.fromEntries(all) };
      return Object.fromEntries(share === 3 ? [] : all.slice(0, 1));
    });
}

const LEAVES = Object.entries(BLOCK_TYPES).filter(([type]) => type !== 'table');

/** Blocks with at most `depth` levels under each. */
function blocksOf(depth: number): fc.Arbitrary<BlockContent[]> {
  const children = depth === 0 ? fc.constant<BlockContent[]>([]) : blocksOf(depth - 1);
  const columns = fc.array(
    fc
      .record({ props: propsOf('column'), children })
      .map((parts): BlockContent => ({ type: 'column', ...parts })),
    { maxLength: 3 },
  );
  const known = LEAVES.map(([type, { text, holds }]) =>
    fc
      .record({
        props: propsOf(type),
        runs: text === 'rich' ? richText : text === 'plain' ? plainText : fc.constant([]),
        children: holds === 'columns' ? columns : children,
      })
      .map((parts): BlockContent => ({ type, ...parts })),
  );
  const unknown = fc
    .record({ type: name, props: propsOf('of a newer Weft'), runs: richText, children })
    .filter(({ type }) => !Object.hasOwn(BLOCK_TYPES, type));
  return fc.array(
    fc.oneof(...known, ...LISTED.map((type) => item(type, children)), unknown, table(children)),
    {
      maxLength: depth === 0 ? 2 : 4,
    },
  );
}

/** More of what lists are made of. */
const LISTED = ['bulleted', 'bulleted', 'numbered', 'numbered', 'todo', 'quote', 'text'];

function item(type: string, children: fc.Arbitrary<BlockContent[]>): fc.Arbitrary<BlockContent> {
  return fc.record({ runs: richText, children }).map((parts) => ({ type, ...parts }));
}

/** Tables of both kinds: plain ones, and ones with blocks in their cells and props of all sorts. */
function table(children: fc.Arbitrary<BlockContent[]>): fc.Arbitrary<BlockContent> {
  const line = richText.map((runs): BlockContent[] =>
    runs.length === 0 ? [] : [{ type: 'text', runs }],
  );
  const shape = (
    cell: fc.Arbitrary<BlockContent[]>,
    props: (type: string) => fc.Arbitrary<Props>,
  ) =>
    fc.integer({ min: 0, max: 3 }).chain((width) =>
      fc.record({
        columns: fc.array(fc.record({ props: props('tableColumn') }), {
          minLength: width,
          maxLength: width,
        }),
        rows: fc.array(
          fc.record({
            props: props('tableRow'),
            cells: fc.array(cell, { minLength: width, maxLength: width }),
          }),
          { maxLength: 3 },
        ),
      }),
    );
  return fc.oneof(
    shape(line, () => fc.constant({})).map((content): BlockContent => ({
      type: 'table',
      props: { headerRow: true },
      table: content,
    })),
    fc
      .record({ props: propsOf('table'), table: shape(children, propsOf) })
      .map((parts): BlockContent => ({ type: 'table', props: parts.props, table: parts.table })),
  );
}

export const page: fc.Arbitrary<BlockContent[]> = blocksOf(3);
