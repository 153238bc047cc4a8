import { expect, test } from 'vitest';
import { contentOfClipboard } from './clipboard-content.ts';
import { ownClipboard } from './own-clipboard.ts';
import { sketchOf } from './testing/sketch.ts';
import vsCode from './testing/vs-code.html.txt?raw';

const read = (...[texts]: Parameters<typeof contentOfClipboard>): string[] | undefined => {
  const pasted = contentOfClipboard(texts);
  return pasted && sketchOf(pasted.blocks);
};

test('PASTE-1 blocks of ours come first, unless they are malformed', () => {
  const own = ownClipboard([{ type: 'divider' }]);
  const html = '<p>a <b>b</b></p>';
  expect(read({ own, html, plain: '# a\n\nb' })).toEqual(['[divider]']);
  expect(read({ own: '{}', html, plain: 'a b' })).toEqual(['a <bold>b</>']);
  expect(read({ own: ownClipboard([]), plain: 'a' })).toBeUndefined();
});

test('PASTE-1 then HTML that says more than the plain text', () => {
  expect(read({ html: '<p>a</p><p>b</p>', plain: 'a\n\nb' })).toEqual(['a', 'b']);
  expect(read({ html: '<h1>a</h1>', plain: 'a' })).toEqual(['[heading1] a']);
  expect(read({ html: vsCode, plain: 'x\ny' })).toEqual(['[code] const a = 1;⏎⏎  return a;']);
  expect(read({ html: '<pre><code>a\nb</code></pre>', plain: 'a\nb' })).toEqual(['[code] a⏎b']);
  expect(read({ html: '<p>a</p>', plain: '' })).toEqual(['a']);
});

const MONOSPACE = 'font-family: Menlo, monospace; white-space: pre';

test.each([
  ['nothing', ''],
  ['what is dropped', '<script>a</script>'],
  ['letters', '<meta charset="utf-8">a b'],
  ['a word of a page', '<span style="color: red; -webkit-text-stroke-width: 0px">a b</span>'],
  ['a terminal', '<pre>a\n  b</pre>'],
  ['lines', '<div>a</div><div>b</div><div><br></div>'],
  [
    'an editor of plain files',
    `<div style="${MONOSPACE}"><div><span style="color: #ccc;">a</span></div><div><span style="color: #ccc;">b</span></div></div>`,
  ],
])('PASTE-1 HTML that is %s leaves the plain text as it is', (_, html) => {
  expect(contentOfClipboard({ html, plain: 'a\n  b\n\nc' })).toBeUndefined();
});

test('PASTE-1 then cells, then Markdown, and at last plain text', () => {
  expect(read({ html: '<pre>a</pre>', plain: 'a\tb\nc\td' })).toEqual(['[table]', '  | a | b', '  | c | d']);
  expect(read({ html: 'a', plain: '# a\n\nb' })).toEqual(['[heading1] a', 'b']);
  expect(read({ plain: 'just words' })).toBeUndefined();
  expect(read({ plain: `${'- '.repeat(200)}a\n- b\n- c` })).toBeUndefined();
}); // prettier-ignore

test('PASTE-1 PASTE-7 Markdown leads nowhere unsafe', () => {
  const plain = '- [a](javascript:alert) and [b](https://a.b)\n- c';
  expect(read({ plain })).toEqual(['[bulleted] a and <link=https://a.b>b</>', '[bulleted] c']);
});
