import { expect, test } from 'vitest';
import { contentFromHtml } from './content-from-html.ts';
import { sketchOf } from './testing/sketch.ts';

type Case = readonly [name: string, html: string, seen: readonly string[]];

const read = (html: string): string[] => sketchOf(contentFromHtml(html).blocks);

const LOOKS: readonly Case[] = [
  ['paragraphs', '<p>a</p><p>b</p>', ['a', 'b']],
  ['divs in divs', '<div><div>a<div>b</div>c</div></div>d', ['a', 'b', 'c', 'd']],
  ['letters alone', 'a', ['a']],
  ['nothing', '', []],
  ['a line break', 'a<br>b', ['a⏎b']],
  ['two line breaks', 'a<br><br>b<br> <br>c', ['a', 'b', 'c']],
  ['line breaks at the ends', '<p><br>a<br></p><p>b<br><br></p>', ['a', 'b']],
  ['distances', '<p></p><p>&nbsp;</p><p><br></p>a<div> </div>', ['a']],
  ['spaces', '<p>  a \n\t b  <b> c</b> d </p>', ['a b <bold>c</> d']],
  ['spaces at a line break', 'a <br> b', ['a⏎b']],
  ['a space that does not break', '10&nbsp;km', ['10\u00a0km']],
  ['spaces made wide', 'a&nbsp; b &nbsp;', ['a  b']],
  ['a space of WebKit', 'a<span class="Apple-converted-space">&nbsp;</span>b', ['a b']],
  ['spaces that are kept', '<p style="white-space:pre-wrap">a  b\nc</p>', ['a  b⏎c']],
  ['lines that are kept', '<p style="white-space: pre-line">a   b\nc</p>', ['a b⏎c']],
  ['what nobody sees', 'a\u200bb\ufeff\u0001c<!-- d --><wbr>e', ['abce']],
  ['joiners', '👩\u200d👧 می\u200cخواهم', ['👩\u200d👧 می\u200cخواهم']],
  ['what was hidden', '<p style="display:none">a</p><p hidden>b</p><i style="mso-hide:all">c</i>d', ['d']],
  ['headings', '<h1>a</h1><h3>b</h3><h4>c</h4><h6>d</h6>', ['[heading1] a', '[heading3] b', '[heading3] c', '[heading3] d']],
  ['a heading with more in it', '<h2>a<br>b<img src="https://a.b/c"></h2>', ['[heading2] a⏎b', '[image source=https://a.b/c]']],
  ['a quote', '<blockquote><p>a</p><p>b</p></blockquote>', ['[quote] a', '  b']],
  ['code', '<pre class="lang-js">\n  a\n\tb<br>c\n</pre>', ['[code language=js]   a⏎\tb⏎c']],
  ['a line', 'a<hr>b', ['a', '[divider]', 'b']],
  ['a toggle', '<details><summary>a</summary>b</details>', ['[toggle] a', '  b']],
  ['a heading that is a toggle', '<details><summary><h2>a</h2></summary>b</details>', ['[heading2 toggle=true] a', '  b']],
  ['a picture', 'a<img src="https://a.b/c.png" alt="d" width="10px" height=20>e', ['a', '[image source=https://a.b/c.png alt=d width=10 height=20]', 'e']],
  ['a figure', '<figure><img src="http://a.b"><figcaption><b>c</b><br>d</figcaption></figure>', ['[image source=http://a.b] <bold>c</>⏎d']],
  ['faces drawn by the page', 'a <img class="emoji" alt=":tada:" src="https://a.b">', ['a :tada:']],
  ['pictures that look back', '<img src="https://a.b" width=1 height=1>a', ['a']],
  ['a film', '<video><source src="https://a.b/c.mp4"></video>', ['[video source=https://a.b/c.mp4]']],
  ['equations', '<p>a <math><semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics></math></p><math display="block" alttext="{\\displaystyle y^{2}}"><mi>y</mi></math>', ['a {equation x}', '[equation] y^{2}']],
  ['marks', '<b>a</b><strong>b</strong><i>c</i><em>d</em><u>e</u><s>f</s><del>g</del><strike>h</strike><code>i</code><kbd>j</kbd><mark>k</mark>', ['<bold>ab</><italic>cd</><underline>e</><strike>fgh</><code>ij</><background=yellow>k</>']],
  ['styles', '<span style="font-weight:600">a</span><span style="FONT-STYLE: italic">b</span><span style="text-decoration:underline line-through">c</span>', ['<bold>a</><italic>b</><strike underline>c</>']],
  ['styles that take back', '<b style="font-weight:normal">a</b><b>b<span style="font-weight:400">c</span></b>', ['a<bold>b</>c']],
  ['letters of one width', '<span style="font-family:monospace">a</span>', ['a']],
  ['one line of an editor of code', '<div style="font-family:monospace;white-space:pre"><div><span>a  b</span></div></div>', ['<code>a  b</>']],
  ['links', '<a href=" HTTPS://a.b/c ">a</a> <a href="#x">b</a> <a href="mailto:a@b.c">d</a>', ['<link=HTTPS://a.b/c>a</> b <link=mailto:a@b.c>d</>']],
]; // prettier-ignore

test.each(LOOKS)('PASTE-3 %s', (_, html, seen) => {
  expect(read(html)).toEqual(seen);
});

const LISTS: readonly Case[] = [
  ['lists', '<ul><li>a<ol><li>b</ol><li>c</ul>', ['[bulleted] a', '  [numbered] b', '[bulleted] c']],
  ['a list right in a list', '<ul><li>a</li><ul><li>b</li><ul><li>c</li></ul></ul><li>d</li></ul>', ['[bulleted] a', '  [bulleted] b', '    [bulleted] c', '[bulleted] d']],
  ['a list that is all of an item', '<ul><li>a</li><li style="list-style:none"><ul><li>b</li></ul></li></ul>', ['[bulleted] a', '  [bulleted] b']],
  ['items without a list', '<li>a</li><li>b</li>', ['[bulleted] a', '[bulleted] b']],
  ['other elements in a list', '<ul><p>a</p><li>b</li></ul>', ['a', '[bulleted] b']],
  ['numbers', '<ol start=3 type=A><li>a<li>b</ol>', ['[numbered start=3 style=letters] a', '[numbered] b']],
  ['numbers by style', '<ol style="list-style-type: upper-roman"><li>a</ol>', ['[numbered style=roman] a']],
  ['lists in pieces', '<ol start=1><li>a</ol><ol start=2><li>b</ol>', ['[numbered] a', '[numbered] b']],
  ['levels of flat lists', '<div><ul><li data-aria-level=1>a</ul></div><div><ul><li data-aria-level=2>b</ul></div><div><ul><li data-aria-level=1>c</ul></div>', ['[bulleted] a', '  [bulleted] b', '[bulleted] c']],
  ['to-dos', '<ul><li><input type=checkbox checked> a<li><label><input type=checkbox> b</label></ul>', ['[todo checked=true] a', '[todo] b']],
  ['paragraphs in an item', '<ul><li><p>a</p><p>b</p></ul>', ['[bulleted] a', '  b']],
  ['an item without letters', '<ul><li></li><li>a</li></ul>', ['[bulleted]', '[bulleted] a']],
  ['levels that Word skips', '<p style="mso-list:l0 level2 lfo1">a</p><p style="mso-list:l0 level4 lfo1">b</p><p style="mso-list:l0 level1 lfo1">c</p>', ['[bulleted] a', '  [bulleted] b', '[bulleted] c']],
]; // prettier-ignore

test.each(LISTS)('PASTE-4 %s', (_, html, seen) => {
  expect(read(html)).toEqual(seen);
});

test.each<[marker: string, item: string]>([
  ['·', '[bulleted] a'],
  ['o', '[bulleted] a'],
  ['-', '[bulleted] a'],
  ['Ø', '[bulleted] a'],
  ['1.', '[numbered] a'],
  ['12)', '[numbered start=12] a'],
  ['(b)', '[numbered start=2 style=letters] a'],
  ['C.', '[numbered start=3 style=letters] a'],
  ['i.', '[numbered style=roman] a'],
  ['XIV.', '[numbered start=14 style=roman] a'],
  ['1.2.3.', '[numbered start=3] a'],
])('PASTE-4 %s before an item of Word', (marker, item) => {
  const sign = `<span style='mso-list:Ignore'>${marker}<span>&nbsp; </span></span>`;
  expect(read(`<p style='mso-list:l0 level1 lfo1'>${sign}a</p>`)).toEqual([item]);
});

const TABLES: readonly Case[] = [
  ['heads', '<table><tr><th>a<th>b<tr><th>c<td>d</table>', ['[table headerRow=true headerColumn=true]', '  | a | b', '  | c | d']],
  ['a head of its own', '<table><thead><tr><td>a<td>b</thead><tr><td>c<td>d</table>', ['[table headerRow=true]', '  | a | b', '  | c | d']],
  ['cells over several', '<table><tr><td rowspan=2>a<td colspan=2>b<tr><td>c<td>d</table>', ['[table]', '  | a | b |', '  |  | c | d']],
  ['blocks in cells', '<table><tr><td><h2>a</h2><ul><li>b</ul><td>c</table>', ['[table]', '  | [heading2] a / [bulleted] b | c']],
  ['rows of several lengths', '<table><tr><td>a<tr><td>b<td>c</table>', ['[table]', '  | a |', '  | b | c']],
  ['a caption', '<table><caption>a</caption><tr><td>b</table>', ['a', '[table]', '  | b']],
  ['cells without a table', '<tr><td>a</td><td>b</td></tr>', ['[table]', '  | a | b']],
  ['a table that lays out', '<table role=presentation><tr><td>a<td>b</table>', ['a', 'b']],
]; // prettier-ignore

test.each(TABLES)('PASTE-6 %s', (_, html, seen) => {
  expect(read(html)).toEqual(seen);
});

test('PASTE-6 PASTE-8 a few cells that reach far make no millions of them', () => {
  const wide = '<td colspan=1000 rowspan=65000>a</td>'.repeat(100);
  const { blocks } = contentFromHtml(`<table>${`<tr>${wide}</tr>`.repeat(200)}</table>`);
  expect(sketchOf(blocks).join('').match(/a/g)).toHaveLength(20_000 + (blocks[0]?.table ? 2 : 0));
  const cells = blocks.reduce((sum, { table }) => sum + (table ? table.rows.length * table.columns.length : 0), 0);
  expect(cells).toBeLessThanOrEqual(50_000);
}); // prettier-ignore

const COLORS: readonly (readonly [css: string, color: string | undefined, background: string | undefined])[] = [
  ['#000', undefined, undefined],
  ['#ffffff', undefined, undefined],
  ['rgb(51, 51, 51)', undefined, undefined],
  ['transparent', undefined, undefined],
  ['inherit', undefined, undefined],
  ['rgba(255, 0, 0, 0)', undefined, undefined],
  ['#24292f', undefined, undefined],
  ['#f00', 'red', 'red'],
  ['rgb(235, 87, 87)', 'red', 'red'],
  ['#783f04', 'brown', 'brown'],
  ['orange', 'orange', 'orange'],
  ['#ffff00', 'yellow', 'yellow'],
  ['lime', 'green', 'green'],
  ['rgb(15 123 108)', 'green', 'green'],
  ['#0000ff', 'blue', 'blue'],
  ['#674ea7', 'purple', 'purple'],
  ['#ff00ff', 'pink', 'pink'],
  ['#fbf3db', undefined, 'yellow'],
  ['rgb(231, 243, 248)', undefined, 'blue'],
  ['#787774', 'gray', 'gray'],
]; // prettier-ignore

test.each(COLORS)('PASTE-9 %s', (css, color, background) => {
  const marksOf = (style: string): unknown => {
    const [run] = contentFromHtml(`<span style="${style}">a</span>`).blocks[0]?.runs ?? [];
    return run?.marks;
  };
  expect(marksOf(`color: ${css}`)).toEqual(color ? { color } : {});
  expect(marksOf(`background-color: ${css}`)).toEqual(background ? { background } : {});
});

test('PASTE-9 the looks of pages, headings and links are no colours', () => {
  const look = 'color: red; background-color: yellow; -webkit-text-stroke-width: 0px';
  expect(read(`<span style="${look}">a</span>`)).toEqual(['a']);
  expect(read('<h1><span style="color: red; font-weight: 700">a</span></h1>')).toEqual([
    '[heading1] a',
  ]);
  const link = '<a href="https://a.b" style="color: blue; text-decoration: underline">';
  expect(read(`${link}<span style="color: blue; text-decoration: underline">a</span></a>`)).toEqual(
    ['<link=https://a.b>a</>'],
  );
  expect(read('<div style="color: red">a</div>')).toEqual(['a']);
  expect(read('<font color="#ff0000">a</font>')).toEqual(['<color=red>a</>']);
});

test('PASTE-10 a picture in its address is pending, wherever its block stands', async () => {
  const picture = '<img alt="a" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">';
  const { blocks, files } = contentFromHtml(
    `<p>x</p><ul><li>y<p>z</p>${picture}</li></ul><table><tr><td>x<td>y${picture}</table>`,
  );
  expect(files.map(({ path, name }) => [path, name])).toEqual([
    [[1, 1], 'image.gif'],
    [[2, 0, 1, 1], 'image.gif'],
  ]);
  expect(blocks[1]?.children?.[1]).toEqual({ type: 'image', props: { alt: 'a' } });
  const blob = files[0]?.blob;
  expect(blob?.type).toBe('image/gif');
  expect(new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0)).slice(0, 3)).toEqual(
    new TextEncoder().encode('GIF'),
  );
});

test.each([
  'data:image/svg+xml;base64,PHN2Zz4=',
  'data:text/html;base64,PHN2Zz4=',
  'data:image/png,abc',
  'data:image/png;base64,???',
  'blob:https://a.b/c',
  '/a.png',
])('PASTE-10 %s is no picture, and leaves its words', (source) => {
  const { blocks, files } = contentFromHtml(`<img src="${source}" alt="a">`);
  expect([sketchOf(blocks), files]).toEqual([['a'], []]);
});
