import { expect, test } from 'vitest';
import { looksLikeMarkdown } from './markdown-signs.ts';

test.each([
  '# Title\n\nWords about it.',
  '## Part\nWords.',
  'Words.\n\n## Part\n\nMore words.',
  '- one\n- two',
  '* one\n* two\n  * inside',
  '1. one\n2. two',
  '- [ ] a task',
  '- [x] done\n- [ ] open',
  'Run this:\n\n```sh\nls -l\n```',
  '~~~\ncode\n~~~',
  'See [the docs](https://example.org/a).',
  '![a picture](https://example.org/a.png)',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  'a | b\n--- | ---\n1 | 2',
  'Some **bold words** and **more**.',
  'Use `npm ci` for a **clean** start.',
  '# Title\n\n1. first\n2. second\n\n> a quote',
  '### Install\n\n```\nconst a = 1;\n```\n\nDone.',
])('PASTE-13 %j is Markdown', (text) => {
  expect(looksLikeMarkdown(text)).toBe(true);
});

test.each([
  '',
  'word',
  'Some words. And more of them!',
  '1. Only one line',
  '- Only one line',
  '# not a title',
  '#hashtag',
  'https://example.org/a_b_c',
  'a * b * c = d',
  '2 ** 3 ** 4',
  'snake_case and __init__ of it',
  'It costs $5 (or [maybe] 6).',
  'Dear Ann,\n\nthanks for the letter.\n\n-- \nBob',
  'On Mon, 5 May 2025 at 10:00, Ann <a@b.cd> wrote:\n> - one\n> - two\n\n- three\n- four',
  'From: a@b.cd\nTo: b@c.de\nSubject: List\n\n- one\n- two',
  '> a quote\n> of a letter',
  '#!/bin/sh\n\n# install\n\nnpm ci',
  '# install\nnpm ci\n# start\nnpm start',
  'name: build\non:\n  - push\n  - pull_request\njobs:\n  a: 1\n  b: 2',
  '/**\n * One\n * Two\n */\nfunction a() {}',
  'def a(**kwargs):\n    return b(**kwargs)',
  'const a = [b](c);\nconst d = `e`;',
  'diff --git a/b b/b\n--- a/b\n+++ b/b\n- one\n- two',
  '<!doctype html>\n<ul>\n- a\n- b\n</ul>',
  '12. May was warm.\n30. June was not.',
  'a | b | c',
  'x := 1\ny := 2',
])('PASTE-13 %j is not', (text) => {
  expect(looksLikeMarkdown(text)).toBe(false);
});

test('PASTE-8 PASTE-13 no text takes long', () => {
  const began = performance.now();
  for (const part of ['```\n', '[', '[a](https://', '**a', '| ', '|-', '|-|\n', '- ', '`a ', '# a\n', '~~~\n```\n', ' ', 'a|\n-', '__a ', 'From: a\n', 'On ', '*/ ', '1. a\n']) {
    looksLikeMarkdown(part.repeat(200_000));
  }
  expect(performance.now() - began).toBeLessThan(8_000);
}, 120_000); // prettier-ignore
