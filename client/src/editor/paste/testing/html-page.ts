/**
 * Arbitrary pages of all that HTML can say. Left out, because HTML says it otherwise or not at all:
 * - empty paragraphs, and spaces or line ends at a text's edges or in a row: HTML has them as distances;
 * - boxes and items without a text of their own but with blocks: the first of these would be taken for it;
 * - a `start` or `style` that is not of a list's first item, and `start` 0: `ol` has no words for them;
 * - tables of one row or column, whose heads could be either's, and one column alone: no layout;
 * - code and equations that end with a line's end, which every writer of HTML adds;
 * - mentions, pictures in a line, pages, contents and unknown blocks: their HTML is for people to read;
 * - `name`, `size`, `shownWidth`, `height` of embeds, `wrap`, and the picture of a bookmark: they are not written;
 * - addresses that are relative, which led somewhere only on the page that they were copied from.
 */
import { COLORS } from '@weft/shared/model/colors';
import type { BlockContent, Run } from '@weft/shared/model/content';
import type { Marks } from '@weft/shared/model/marks';
import { fc } from '@weft/shared/testing/properties';
import { joined } from '../line.ts';

const WORDS = [
  'a',
  'word',
  '<b>',
  '&amp;',
  '"\'',
  '1.',
  '#',
  'é',
  '中文',
  '👩‍👧',
  'x\u00a0y',
  'javascript:',
];

const address = fc.constantFrom('https://a.b/c?d=e&f#g', 'http://a.b', 'https://a.b/"><i>');
const color = fc.constantFrom(...COLORS);

const marks: fc.Arbitrary<Marks> = fc.record(
  {
    bold: fc.constant(true),
    italic: fc.constant(true),
    underline: fc.constant(true),
    strike: fc.constant(true),
    code: fc.constant(true),
    link: fc.oneof(address, fc.constant('mailto:a@b.c')),
    color,
    background: color,
  },
  { requiredKeys: [] },
);

const run: fc.Arbitrary<Run> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ text: fc.constantFrom(...WORDS), marks }) },
  {
    weight: 1,
    arbitrary: fc.record({
      inline: fc.oneof(
        fc.record({ kind: fc.constant('equation'), text: fc.constantFrom('x', 'a < b') }),
        fc.record({ kind: fc.constant('footnote'), note: fc.constantFrom('a', 'k3') }),
      ),
      marks,
    }),
  },
);

/** Words with a space or a line's end between them, which has the marks of one of both. */
const text: fc.Arbitrary<Run[]> = fc
  .array(fc.tuple(run, fc.constantFrom(' ', ' ', '\n')), { minLength: 1, maxLength: 5 })
  .map((pairs) =>
    joined(
      pairs.flatMap(([each, space], i): Run[] => {
        const parted: Run[] = i < pairs.length - 1 ? [{ text: space, marks: each.marks }] : [];
        return [each, ...parted];
      }),
    ),
  );

const caption = fc.oneof(fc.constant(undefined), text);
const plain = fc.constantFrom('x', ' a\n  b', '<script>', 'a\tb\n\nc');
const colors = fc.record({ color, background: color }, { requiredKeys: [] });

type Parts = { [part in 'props' | 'runs' | 'children']?: fc.Arbitrary<unknown> };

/** Blocks of the type `type`; parts that turn out empty are left out. */
function block(
  type: string,
  { props = fc.constant({}), ...parts }: Parts,
): fc.Arbitrary<BlockContent> {
  return fc.record({ props: fc.tuple(props, colors), ...parts }).map((held) => {
    const all = { ...held, props: Object.assign({}, ...held.props) as object };
    const filled = Object.entries(all).filter(
      ([, value]) => value && Object.keys(value).length > 0,
    );
    return { type, ...Object.fromEntries(filled) };
  });
}

const optional = (props: Record<string, fc.Arbitrary<unknown>>, ...required: string[]) =>
  fc.record(props, { requiredKeys: required });

function blocksOf(depth: number): fc.Arbitrary<BlockContent[]> {
  const children = depth === 0 ? fc.constant<BlockContent[]>([]) : blocksOf(depth - 1);
  const some = children.filter((blocks) => depth === 0 || blocks.length > 0);
  const toggled = fc.constant({ toggle: true });
  const column = block('column', { props: optional({ share: fc.constantFrom(0.5, 2) }), children });
  return fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: block('text', { runs: text, children }) },
        ...['heading1', 'heading2', 'heading3'].flatMap((type) => [
          block(type, { runs: text }),
          block(type, { props: toggled, runs: text, children }),
        ]),
        ...['bulleted', 'quote', 'toggle'].map((type) => block(type, { runs: text, children })),
        block('numbered', {
          props: optional({ start: fc.integer({ min: 2, max: 99 }), style: fc.constantFrom('letters', 'roman') }),
          runs: text,
          children: some,
        }),
        block('todo', { props: optional({ checked: fc.constant(true) }), runs: text, children }),
        block('callout', { props: optional({ icon: fc.constantFrom('💡', '!') }), runs: text, children }),
        block('code', { props: optional({ language: fc.constantFrom('ts', 'c++') }), runs: letters }),
        block('equation', { runs: letters }),
        block('divider', {}),
        block('footnote', { props: fc.record({ note: fc.constantFrom('a', 'k3', 'z') }), runs: text }),
        block('columns', { children: fc.array(column, { minLength: 2, maxLength: 3 }) }),
        block('image', { props: optional({ source: address, alt: fc.constant('a "b"'), width: size, height: size }, 'source'), runs: caption }),
        block('video', { props: optional({ source: address }, 'source'), runs: caption }),
        block('audio', { props: optional({ source: address }, 'source'), runs: caption }),
        block('file', { props: optional({ source: address, name: fc.constant('a.txt') }, 'source', 'name'), runs: caption }),
        block('embed', { props: optional({ address }, 'address'), runs: caption }),
        block('bookmark', { props: optional({ address, title: fc.constant('a'), description: fc.constant('b') }, 'address'), runs: caption }),
        table(children),
      ),
      { maxLength: depth === 0 ? 2 : 4 },
    )
    .map((blocks) => blocks.map((each, i) => (i > 0 ? continued(each, blocks[i - 1]) : each)));
} // prettier-ignore

const letters = plain.map((words): Run[] => [{ text: words, marks: {} }]);
const size = fc.integer({ min: 3, max: 2000 });

/** An item that is not its list's first does not say how the list is numbered. */
function continued(content: BlockContent, before: BlockContent | undefined): BlockContent {
  if (content.type !== 'numbered' || before?.type !== 'numbered' || !content.props) return content;
  const { start: _start, style: _style, ...props } = content.props;
  const { props: _props, ...rest } = content;
  return Object.keys(props).length > 0 ? { ...rest, props } : rest;
}

function table(children: fc.Arbitrary<BlockContent[]>): fc.Arbitrary<BlockContent> {
  const part = (props: fc.Arbitrary<object>): fc.Arbitrary<object> =>
    props.map((held) => (Object.keys(held).length > 0 ? { props: held } : {}));
  const width = optional({ width: size });
  const content = fc.integer({ min: 2, max: 3 }).chain((count) => {
    const exactly = { minLength: count, maxLength: count };
    return fc.record({
      columns: fc.array(part(width), exactly),
      rows: fc.array(
        fc.record({ own: part(colors), cells: fc.array(children, exactly) }).map(({ own, cells }) => ({ ...own, cells })),
        { minLength: 2, maxLength: 3 },
      ),
    });
  }); // prettier-ignore
  const flag = fc.constant(true);
  const heads = optional({ headerRow: flag, headerColumn: flag });
  return fc
    .tuple(block('table', { props: heads }), content)
    .map(([held, inner]): BlockContent => ({ ...held, table: inner as never }));
}

export const htmlPage: fc.Arbitrary<BlockContent[]> = blocksOf(2);
