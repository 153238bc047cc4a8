import { expect, test } from 'vitest';
import { isPlainLanguage, languageOf, LANGUAGES } from './languages.ts';
import { tokenizerFor } from './tokenizer.ts';

test('CODE-2 a language is found by any of its names, whatever their case', () => {
  const names = [
    'ts',
    'TypeScript',
    ' JS ',
    'c++',
    'C#',
    'html',
    'svg',
    'shell',
    'py',
    'yml',
    'rs',
  ];
  expect(names.map((name) => languageOf(name)?.id)).toEqual([
    'typescript',
    'typescript',
    'javascript',
    'cpp',
    'csharp',
    'markup',
    'markup',
    'bash',
    'python',
    'yaml',
    'rust',
  ]);
  expect(['', 'cobol', 'constructor', '__proto__'].map(languageOf)).toEqual(
    Array(4).fill(undefined),
  );
  expect(['', 'Text', 'plain', 'cobol'].map(isPlainLanguage)).toEqual([true, true, true, false]);
});

test('CODE-2 no two languages share a name', () => {
  const names = LANGUAGES.flatMap(({ id, label, words }) => [
    ...new Set([id, label.toLowerCase(), ...words.split(' ')]),
  ]).filter((name) => name !== '');
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  expect(LANGUAGES.length).toBeGreaterThanOrEqual(40);
});

test.each(LANGUAGES.map(({ id }) => id))(
  'CODE-2 %s has a grammar that reads all of a text',
  async (id) => {
    const tokenize = await tokenizerFor(id);
    const text = `<b class="x">1</b> if "two" # three\n+ four = 5; /* six */ function end() {}\nGET / HTTP/1.1\nFROM node`;
    const spans = tokenize(text);
    expect(spans.length).toBeGreaterThan(0);
    for (const [i, { from, to }] of spans.entries()) {
      expect(from).toBeLessThan(to);
      expect(from).toBeGreaterThanOrEqual(spans[i - 1]?.to ?? 0);
      expect(to).toBeLessThanOrEqual(text.length);
    }
  },
);
