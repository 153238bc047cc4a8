import type { BlockContent, Run } from '@weft/shared/model/content';
import { COLORS } from '@weft/shared/model/colors';
import { cell, line, text } from './made-content.ts';

/** Where the pictures and sounds of the gallery lie; the journey answers for it. */
export const SITE = 'https://gallery.test';

const written = (...runs: readonly Run[]): BlockContent => ({ type: 'text', runs });
const h1 = (words: string): BlockContent => line('heading1', words);
const nested = (type: string, depth: number): BlockContent =>
  line(type, `${type}, ${depth === 0 ? 'the deepest' : `${depth} to go`}`, depth === 0 ? {} : { children: [nested(type, depth - 1)] }); // prettier-ignore
const named = (color: string): string => color.charAt(0).toUpperCase() + color.slice(1);

const PROSE =
  'A loom holds threads under tension so that others can pass between them. The first ones leaned against a wall; what was woven on them, two and a half thousand years ago, is as even as anything that a machine makes now.';

const WRITING: readonly BlockContent[] = [
  h1('Writing'),
  line('text', PROSE),
  line('heading2', 'A second heading, which says what comes'),
  written(
    text('Words can be '),
    text('bold', { bold: true }),
    text(', '),
    text('italic', { italic: true }),
    text(', '),
    text('underlined', { underline: true }),
    text(', '),
    text('struck', { strike: true }),
    text(', '),
    text('all of it', { bold: true, italic: true, underline: true, strike: true }),
    text(', '),
    text('const code = 1', { code: true }),
    text(', '),
    text('a link', { link: 'https://example.com/' }),
    text(' and '),
    text('linked code', { link: 'https://example.com/', code: true }),
    text('.\nA second line in the same block, with '),
    { inline: { kind: 'mention', user: 'ada', label: 'Ada Lovelace' }, marks: {} },
    text(', '),
    { inline: { kind: 'mention', date: '2026-11-23', label: 'Today' }, marks: {} },
    text(', '),
    { inline: { kind: 'mention', page: 'AAAAAAAAAAAAAAAAAAAAAA', label: 'Another page' }, marks: {} },
    text(', an equation '),
    { inline: { kind: 'equation', text: 'e^{i\\pi} + 1 = 0' }, marks: {} },
    text(', a wrong one '),
    { inline: { kind: 'equation', text: '\\frac{1' }, marks: {} },
    text(', emoji 🧵 👩‍👩‍👧 🇳🇴, and '),
    { inline: { kind: 'sparkle' }, marks: {} },
    text(' of a newer Weft.'),
  ),
  line('heading3', 'A third heading'),
  line('text', ''),
  line('text', `Long words: Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen, ${'https://example.com/a/path/that/does/not/end'.repeat(2)}`),
  line('text', 'زبانی که از راست به چپ نوشته می‌شود، با چند واژه Latin در میان آن.'),
  line('bulleted', 'פריט ברשימה מימין לשמאל', { children: [line('todo', 'משימה בתוך פריט', { props: { checked: true } })] }),
  line('quote', 'اقتباس من اليمين إلى اليسار.'),
]; // prettier-ignore

const COLOURS: readonly BlockContent[] = [
  h1('Colours'),
  written(...COLORS.flatMap((color) => [text(named(color), { color }), text(' ')])),
  written(...COLORS.flatMap((color) => [text(named(color), { background: color }), text(' ')])),
  ...COLORS.map((color, i) =>
    i % 2 === 0
      ? line('text', `${named(color)} letters`, { props: { color } })
      : line('text', `On ${color}`, { props: { background: color } }),
  ),
  line('heading2', 'A heading on blue', { props: { background: 'blue' } }),
  line('bulleted', 'An item on green', { props: { background: 'green' } }),
  line('todo', 'A task on pink', { props: { background: 'pink' } }),
  line('quote', 'A quote in red', { props: { color: 'red' } }),
];

const LISTS: readonly BlockContent[] = [
  h1('Lists'),
  nested('bulleted', 4),
  line('bulleted', 'An item of several lines: what a list says is often longer than a line, and then the second line begins where the first one did, however long it is.'),
  line('numbered', 'ninety-nine', { props: { start: 99 } }),
  line('numbered', 'hundred', {
    children: [
      line('numbered', 'letters', { props: { style: 'letters' }, children: [line('numbered', 'roman', { props: { style: 'roman' } }), line('numbered', 'numerals')] }),
      line('numbered', 'go on'),
    ],
  }),
  line('numbered', 'one thousand', { props: { start: 1000 } }),
  line('todo', 'To be done'),
  line('todo', 'Done, with a long description that goes on over the end of the line and then for a while longer than anybody would want', { props: { checked: true } }),
  line('todo', 'With parts', { children: [line('todo', 'one', { props: { checked: true } }), line('todo', 'two')] }),
  line('toggle', 'An open toggle', { children: [line('text', 'What is in it.'), line('toggle', 'Another one in it', { children: [line('text', 'closed')] })] }),
  line('toggle', 'A closed toggle', { children: [line('text', 'nobody sees this')] }),
  line('toggle', 'An empty toggle'),
  line('heading1', 'A toggle heading', { props: { toggle: true }, children: [line('text', 'In the heading.')] }),
  line('heading2', 'A smaller one, closed', { props: { toggle: true }, children: [line('text', 'hidden')] }),
  line('heading3', 'The smallest', { props: { toggle: true }, children: [line('bulleted', 'an item in it')] }),
  line('bulleted', ''), line('numbered', ''), line('todo', ''), line('toggle', ''), line('quote', ''), line('callout', ''), line('heading2', ''),
]; // prettier-ignore

const BOXES: readonly BlockContent[] = [
  h1('Boxes'),
  line('quote', 'A quote, whose bar goes on beside what is in it.', { children: [line('text', 'A line in it.'), line('bulleted', 'An item in it.')] }),
  line('callout', 'A callout with an icon of its own.', { props: { icon: '🧵' } }),
  line('callout', 'A green one with a list', { props: { background: 'green', icon: '🌱' }, children: [line('bulleted', 'one'), line('todo', 'two in the box'), line('code', 'three()', { props: { language: 'javascript' } })] }),
  ...(['red', 'yellow', 'blue'] as const).map((background) => line('callout', `On ${background}`, { props: { background } })),
  line('code', '// Warp and weft.\nexport function weave(warp: Thread[], weft: Thread): Cloth {\n\treturn warp.map((thread, i) => (i % 2 === 0 ? over(thread, weft) : under(thread, weft)));\n}', { props: { language: 'typescript' } }),
  line('code', 'SELECT name, count(*) FROM threads WHERE colour IN (\'red\', \'madder\') GROUP BY name ORDER BY 2 DESC; -- a long line that is wrapped', { props: { language: 'sql', wrap: true } }),
  line('code', 'def weave(warp, weft=None):\n    """Weaves."""\n    return [f"{thread!r}" for thread in warp]', { props: { language: 'python' } }),
  line('code', 'plain words in no language', {}),
  line('code', ''),
  line('code', 'flowchart LR\n  warp[Warp] --> shed{Open?}\n  shed -->|yes| weft(Weft)\n  shed -->|no| warp', { props: { language: 'mermaid' } }),
  line('code', 'pie title Threads\n  "Linen" : 60\n  "Wool" : 40', { props: { language: 'mermaid', showSource: true } }),
  line('code', 'flowchart LR\n  warp -->', { props: { language: 'mermaid' } }),
  line('equation', '\\int_{-\\infty}^{\\infty} e^{-x^2}\\,dx = \\sqrt{\\pi}'),
  line('equation', 'f(x) = \\sum_{n=0}^{\\infty} \\frac{f^{(n)}(a)}{n!}(x-a)^n = f(a) + f\'(a)(x-a) + \\frac{f\'\'(a)}{2!}(x-a)^2 + \\cdots'),
  line('equation', '\\frac{1}{'),
  line('equation', ''),
  { type: 'divider' },
  line('text', 'Between two lines.'),
  { type: 'divider' },
]; // prettier-ignore

const LAYOUTS: readonly BlockContent[] = [
  h1('Layouts'),
  {
    type: 'table',
    props: { headerRow: true, headerColumn: true },
    table: {
      columns: [{}, { props: { width: 180 } }, { props: { background: 'blue' } }],
      rows: [
        { cells: [cell('Week'), cell('Who'), cell('What')] },
        { cells: [cell('1'), cell('Ada'), [line('todo', 'warp'), line('todo', 'weft', { props: { checked: true } })]] },
        { props: { background: 'yellow' }, cells: [cell('2'), cell('Grace, who is away until the end of the month'), cell('')] },
      ],
    },
  },
  { type: 'table', table: { columns: [{}, {}], rows: [{ cells: [cell(''), cell('')] }, { cells: [cell('a'), cell('')] }] } },
  { type: 'table', props: { headerRow: true }, table: { columns: Array.from({ length: 9 }, () => ({ props: { width: 140 } })), rows: [{ cells: Array.from({ length: 9 }, (_, i) => cell(`Column ${i + 1}`)) }, { cells: Array.from({ length: 9 }, (_, i) => cell(String(i * 1024))) }] } },
  ...[2, 3, 4, 5].map((count) => ({
    type: 'columns',
    children: Array.from({ length: count }, (_, i) => ({
      type: 'column',
      ...(i === 0 && count === 3 && { props: { share: 2 } }),
      children: [line('heading2', `${i + 1} of ${count}`), line('text', i === 1 ? '' : 'Words that stand beside others.'), line(i === 0 ? 'bulleted' : 'todo', 'and an item')],
    })),
  })),
]; // prettier-ignore

const MEDIA: readonly BlockContent[] = [
  h1('Media'),
  line('image', 'A picture as wide as the page', { props: { source: `${SITE}/loom.png`, alt: 'A loom', width: 1200, height: 500 } }),
  line('image', 'A small one', { props: { source: `${SITE}/small.png`, alt: 'Threads', width: 240, height: 160, shownWidth: 240 } }),
  line('image', '', { props: { source: '/api/v1/files/AAAAAAAAAAAAAAAAAAAAAA', name: 'on-its-way.png', width: 640, height: 240 } }),
  line('image', 'One that is not there', { props: { source: `${SITE}/gone.png`, name: 'gone.png' } }),
  line('image', 'An address that nobody asks', { props: { source: 'javascript:1' } }),
  line('image', ''),
  line('video', 'A film that does not come', { props: { source: `${SITE}/gone.mp4`, name: 'weaving.mp4', width: 1280, height: 720, shownWidth: 420 } }),
  line('video', ''),
  line('audio', 'A sound', { props: { source: `${SITE}/sound.wav`, name: 'shuttle.wav' } }),
  line('audio', ''),
  line('file', 'The pattern', { props: { source: `${SITE}/pattern.pdf`, name: 'A pattern with a rather long name for a file.pdf', size: 1_234_567 } }),
  line('file', ''),
  line('bookmark', '', { props: { address: 'https://example.com/looms/the-warp-weighted-loom', title: 'The warp-weighted loom', description: 'How cloth was woven for two thousand years, with weights of clay that are still found in every field.' } }),
  line('bookmark', 'With a caption', { props: { address: 'https://example.com/' } }),
  line('bookmark', ''),
  line('embed', 'A film', { props: { address: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ' } }),
  line('embed', '', { props: { address: 'https://example.com/embedded' } }),
  line('embed', ''),
  { type: 'page', props: { page: 'AAAAAAAAAAAAAAAAAAAAAA' } },
  { type: 'page' },
  line('hologram', 'Words of a block from a newer Weft', { children: [line('text', 'and what is in it')] }),
  { type: 'beacon' },
]; // prettier-ignore

const NOTES: readonly BlockContent[] = [
  h1('Notes'),
  written(
    text('Flax was woven before wool'),
    { inline: { kind: 'footnote', note: 'flax' }, marks: {} },
    text(', and wool before silk'),
    { inline: { kind: 'footnote', note: 'silk' }, marks: { bold: true } },
    text('; of nettles less is known'),
    { inline: { kind: 'footnote', note: 'gone' }, marks: {} },
    text('.'),
  ),
  line('footnote', 'Found in a cave in Georgia, dyed, and thirty thousand years old; which is longer ago than anybody had thought that threads were spun.', { props: { note: 'flax' } }),
  line('footnote', 'In China.', { props: { note: 'silk' } }),
  line('footnote', 'Nothing refers to this one.', { props: { note: 'lost' } }),
  line('footnote', '', { props: { note: 'empty' } }),
]; // prettier-ignore

/** Every type of block in every state that it has, in sections. */
export const GALLERY: readonly BlockContent[] = [
  { type: 'contents' },
  ...WRITING,
  ...COLOURS,
  ...LISTS,
  ...BOXES,
  ...LAYOUTS,
  ...MEDIA,
  ...NOTES,
  line('text', 'The last line'),
];
