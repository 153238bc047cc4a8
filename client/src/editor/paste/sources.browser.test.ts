import { expect, test } from 'vitest';
import { contentFromHtml } from './content-from-html.ts';
import excel from './testing/excel.html.txt?raw';
import github from './testing/github.html.txt?raw';
import googleDocs from './testing/google-docs.html.txt?raw';
import googleSheets from './testing/google-sheets.html.txt?raw';
import libreOffice from './testing/libreoffice.html.txt?raw';
import notion from './testing/notion.html.txt?raw';
import { sketchOf } from './testing/sketch.ts';
import vsCode from './testing/vs-code.html.txt?raw';
import word from './testing/word.html.txt?raw';

const SOURCES: readonly (readonly [source: string, html: string, seen: readonly string[]])[] = [
  [
    'Word',
    word,
    [
      '[heading1] A title',
      '[heading1] First part',
      'Some <bold>bold</> and <background=yellow>marked</> words in Paris. Next.',
      '[bulleted] One',
      '  [bulleted] One inside',
      '    [bulleted] <italic>Deepest</>',
      '[bulleted] Two',
      'Between',
      '[numbered start=3] Third',
      '  [numbered style=letters] Letter',
      '    [numbered start=2 style=roman] Roman',
      '[numbered] Fourth',
      '[image alt=A chart width=120 height=80]',
      '[table]',
      '  | a | b',
      '[quote] Said',
    ],
  ],
  [
    'Google Docs',
    googleDocs,
    [
      '[heading1] Plan',
      'Plain, <bold>bold</><italic> slanted</><color=red strike> red</><background=green> green</> <link=https://example.org/a?b=c>link</>',
      '[bulleted] one',
      '  [bulleted] inside',
      '    [bulleted] deeper',
      '[bulleted] two',
      '[numbered start=3 style=roman] third',
      '[todo] open',
      '[todo checked=true] done',
      '[table]',
      '  | a | b / c',
      '[image source=https://lh7-rt.googleusercontent.com/docsz/abc width=64 height=32]',
      '[divider]',
    ],
  ],
  ['Excel', excel, ['[table]', '  | Name | Sum', '  | Ann | 1,5']],
  [
    'Google Sheets',
    googleSheets,
    ['[table]', '  | <bold>a</> | wide |', '  | two⏎lines | <link=https://example.org>link</> | c'],
  ],
  ['LibreOffice', libreOffice, ['[table]', '  | <bold>x</> | 1']],
  [
    'Notion',
    notion,
    [
      '[heading2] Heading',
      'Text with <bold>bold</> and <background=green>green</>',
      '[todo] open',
      '[todo checked=true] done',
      '[callout icon=💡] Mind the <italic>gap</>',
      '[toggle] More',
      '  Inside',
      '[equation] x^2',
      '[code language=jsx] a < b',
      '[callout icon=🔥 background=gray] Hot',
      '[columns]',
      '  [column]',
      '    left',
      '  [column]',
      '    right',
      '[todo checked=true] ticked',
    ],
  ],
  [
    'GitHub',
    github,
    [
      '[heading2] Use',
      'Run <code>npm ci</>, see <link=https://example.org/docs>docs</> 🎉',
      '[todo] open',
      '[todo checked=true] done',
      '  [todo] part',
      '[code language=ts] const a = 1;⏎export a;',
      '[callout background=yellow icon=⚠️] Warning',
      '  Hot',
      '[table headerRow=true]',
      '  | a | b',
      '  | 1 | 2',
      '[code] let x⏎  y',
      'Said{footnote null} so',
      '[footnote note=fn-1-ab] By <italic>her</>',
    ],
  ],
  ['VS Code', vsCode, ['[code] const a = 1;⏎⏎  return a;']],
];

test.each(SOURCES)('NOTE-4 PASTE-4 PASTE-5 %s', (_, html, seen) => {
  expect(sketchOf(contentFromHtml(html).blocks)).toEqual(seen);
});

test('PASTE-10 pictures that Word leaves on the disk are pending, with the way to their block', () => {
  const { blocks, files } = contentFromHtml(word);
  expect(files).toEqual([{ path: [8], name: 'clip_image002.png' }]);
  expect(blocks[8]?.type).toBe('image');
});
