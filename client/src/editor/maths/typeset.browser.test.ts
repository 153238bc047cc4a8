import { expect, onTestFinished, test } from 'vitest';
import { typeset } from './typeset.ts';

function place(): HTMLElement {
  const element = document.createElement('div');
  document.body.append(element);
  onTestFinished(() => element.remove());
  return element;
}

test('MATH-1 TeX is drawn for eyes and as MathML for screen readers', async () => {
  const element = place();
  expect(await typeset(element, String.raw`\frac{a}{b}`, true)).toEqual({ outcome: 'drawn' });
  expect(element.querySelector('.katex-display')).not.toBe(null);
  expect(element.querySelector('math mfrac')).not.toBe(null);
  expect(element.querySelector('.katex-html')!.ariaHidden).toBe('true');
});

test('MATH-1 the TeX that was asked for last is what is shown', async () => {
  const element = place();
  const results = await Promise.all([
    typeset(element, String.raw`\newcommand{\slow}{x}\slow`, false),
    typeset(element, 'y', false),
  ]);
  expect(results.map(({ outcome }) => outcome)).toEqual(['late', 'drawn']);
  expect(element.querySelector('annotation')!.textContent).toBe('y');
  await typeset(element, ' ', false);
  expect(element.childNodes).toHaveLength(0);
});

test('MATH-1 what is wrong is said, and leaves what was right before', async () => {
  const element = place();
  await typeset(element, 'x', true);
  const result = await typeset(element, String.raw`\frac{1}{`, true);
  expect(result.outcome).toBe('wrong');
  expect('reason' in result && result.reason).toMatch(/Unexpected end of input/);
  expect(element.querySelector('annotation')!.textContent).toBe('x');
});

const HOSTILE = [
  String.raw`\href{javascript:alert(1)}{x}`,
  String.raw`\href{https://example.com}{x}`,
  String.raw`\url{javascript:alert(1)}`,
  String.raw`\htmlData{foo=bar}{x}`,
  String.raw`\htmlClass{weft-page}{x}`,
  String.raw`\htmlId{editor}{x}`,
  String.raw`\htmlStyle{position:fixed;inset:0}{x}`,
  String.raw`\includegraphics[height=5em]{https://example.com/track.png}`,
  String.raw`\text{<img src=x onerror=alert(1)>}`,
  String.raw`\text{</annotation><script>alert(1)</script>}`,
  String.raw`\color{red;background:url(https://example.com)}x`,
  String.raw`\textcolor{url(https://example.com)}{x}`,
  String.raw`\class{a}{x}\cssId{b}{x}\style{color:red}{x}`,
];

test.each(HOSTILE)('MATH-3 nothing in %s runs, leads anywhere or loads anything', async (tex) => {
  for (const isBlock of [true, false]) {
    const element = place();
    await typeset(element, tex, isBlock);
    expect(
      element.querySelectorAll('a, img, script, iframe, object, embed, form, [id], .weft-page'),
    ).toHaveLength(0);
    for (const each of element.querySelectorAll('*')) {
      const names = each.getAttributeNames();
      expect(names.filter((name) => /^on|^href$|^src$|^data-/.test(name))).toEqual([]);
      expect(each.getAttribute('style') ?? '').not.toMatch(/url|fixed|absolute/);
    }
  }
});

test('MATH-3 sizes end where a page does', async () => {
  const element = place();
  await typeset(element, String.raw`\rule{99999em}{99999em}`, false);
  const { width, height } = element.querySelector('.katex-rule')!.getBoundingClientRect();
  expect(Math.max(width, height)).toBeLessThan(2000);
});

/** `\\b` is twice `\\a`, and so on. */
const doubling = Array.from({ length: 25 }, (_, i) => String.fromCharCode(97 + i)).map(
  (name) => `\\def\\${String.fromCharCode(name.charCodeAt(0) + 1)}{\\${name}\\${name}}`,
);

const BOMBS: readonly (readonly [string, string])[] = [
  ['macros that double', `\\def\\a{xx}${doubling.join('')}\\z`],
  ['a macro that calls itself', String.raw`\def\a{\a\a}\a`],
  [
    'arguments that double',
    String.raw`\def\a#1{#1#1#1#1#1#1#1#1#1#1}\a{\a{\a{\a{\a{\a{\a{\a{x}}}}}}}}`,
  ],
  ['a long macro that is used often', `\\def\\a{${'x'.repeat(5000)}}${'\\a'.repeat(900)}`],
  ['accents on accents', `${String.raw`\hat{`.repeat(40)}x${'}^2'.repeat(40)}`],
  ['thousands of groups', `${'{'.repeat(4000)}x${'}'.repeat(4000)}`],
  ['many roots', `${String.raw`\sqrt{`.repeat(1000)}x${'}'.repeat(1000)}`],
  ['more than there is room for', 'x'.repeat(20_000)],
];

test.each(BOMBS)('MATH-3 TeX of %s ends, and does not hold the page up', async (_name, tex) => {
  let longest = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 10);
  onTestFinished(() => clearInterval(watch));
  const { outcome } = await typeset(place(), tex, true);
  expect(['large', 'wrong', 'drawn']).toContain(outcome);
  expect(longest).toBeLessThan(2500);
  // What can be drawn still is.
  expect(await typeset(place(), String.raw`\def\ok{x}\ok`, true)).toEqual({ outcome: 'drawn' });
});
