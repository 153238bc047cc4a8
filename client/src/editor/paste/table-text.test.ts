import { fc } from '@weft/shared/testing/properties';
import { expect, test } from 'vitest';
import { contentFromTable } from './table-text.ts';
import { sketchOf } from './testing/sketch.ts';

const TABLES: readonly (readonly [name: string, text: string, rows: readonly string[]])[] = [
  ['cells', 'a\tb\nc\td', ['| a | b', '| c | d']],
  ['lines as Windows ends them, one after the last', 'a\tb\r\nc\td\r\n', ['| a | b', '| c | d']],
  ['empty cells', 'a\t\n\td', ['| a |', '|  | d']],
  ['tabs and lines in quotes', '"a\tb\nc"\td\ne\tf', ['| a\tb⏎c | d', '| e | f']],
  ['quotes in quotes', '"a ""b"""\tc\nd\te', ['| a "b" | c', '| d | e']],
  ['quotes that are letters', '"a" b\t5"\nc\t"d', ['| "a" b | 5"', '| c | "d']],
  ['an empty end', 'a\tb\t\nc\td\t\n\t\t', ['| a | b', '| c | d']],
]; // prettier-ignore

test.each(TABLES)('PASTE-12 %s', (_, text, rows) => {
  const table = contentFromTable(text);
  expect(sketchOf(table ? [table] : [])).toEqual(['[table]', ...rows.map((row) => `  ${row}`)]);
});

test.each([
  '',
  'a',
  'a\nb',
  'a\tb',
  'a\tb\nc',
  'a\tb\tc\nd\te',
  '\tif (a)\n\t\treturn',
  '\ta\n\tb',
  'name:\n\tvalue\n\tother',
])('PASTE-12 %j is no table', (text) => {
  expect(contentFromTable(text)).toBeUndefined();
});

test('PASTE-8 PASTE-12 no text makes reading throw or long', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('"', '\t', '\n', '\r', 'a', '""')), (parts) => {
      contentFromTable(parts.join(''));
    }),
  );
  const began = performance.now();
  for (const part of ['"', '"a\t', '\t"', '"\n', '""\t', '"a', 'a\tb\n']) {
    contentFromTable(`a\tb\n${part.repeat(300_000)}`);
  }
  expect(performance.now() - began).toBeLessThan(5_000);
});
