import { fc } from '@weft/shared/testing/properties';
import { expect, test } from 'vitest';
import { quietHtml } from './quiet-html.ts';
import { HOSTILE_HTML } from './testing/hostile-html.ts';

const parsed = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

/** What a policy would tell of. */
function spoken(html: string): string[] {
  return [...parsed(html).querySelectorAll('*')].flatMap((element) => [
    ...(['style', 'base'].includes(element.localName) ? [element.localName] : []),
    ...element.getAttributeNames().filter((name) => /^(?:style|on.+)$/.test(name)),
  ]);
}

test.each([
  ['<p style="color:red">a', '<p data-weft-style="color:red">a'],
  ['<p title=\'a style="b"\' STYLE=x>a', '<p title=\'a style="b"\' data-weft-style=x>a'],
  ['<img/onload=a src=x onerror = "b>c" alt=d>', '<img/data-weft-onload=a src=x data-weft-onerror = "b>c" alt=d>'],
  ['<style>p { color: red }</style>', '<noframes>p { color: red }</noframes>'],
  ['<base href="/a">', '<meta href="/a">'],
  ["a < b style='c' onclick=d", "a < b style='c' onclick=d"],
  ["<p title=it's style=a>it's", "<p title=it's data-weft-style=a>it's"],
  ['<p styled=a donut=b>', '<p styled=a donut=b>'],
])('PASTE-20 %j becomes %j', (html, quiet) => {
  expect(quietHtml(html)).toBe(quiet);
}); // prettier-ignore

const PIECES = ['<p', '<style', '</style', '<base', '<b', '</p', '>', '/>', ' ', '=', '"', "'", 'style', 'onclick', 'href', 'a', '<!--', '-->', '<svg>', '</svg>', '\n', '/']; // prettier-ignore

test('PASTE-20 whatever it is, its letters stay', () => {
  const words = fc.array(fc.constantFrom(...PIECES), { maxLength: 30 });
  fc.assert(
    fc.property(words, (pieces) => {
      const html = pieces.join('');
      expect(quietHtml(html).replaceAll(/data-weft-|noframes|style|meta|base/g, '')).toBe(
        html.replaceAll(/style|base/g, ''),
      );
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  '<p style=a onclick=b>c',
  '<svg><style>a</style><p style=a>',
  '<b style="a>b" onx>',
  '<textarea><b id="</textarea><img onerror=a src=b>">',
  ...HOSTILE_HTML,
])('PASTE-20 nothing of %j is told of', (html) => {
  expect(spoken(quietHtml(html))).toEqual([]);
});

test('PASTE-20 a megabyte of beginnings is read at once', () => {
  const began = performance.now();
  for (const piece of ['<a ', '<a b="', "<a b='c ", '<a style=', '<a b=', '<style '])
    quietHtml(piece.repeat(150_000));
  expect(performance.now() - began).toBeLessThan(5_000);
}, 30_000);
