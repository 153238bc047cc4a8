import { expect, test } from 'vitest';
import { search } from './search.ts';

const ENTRIES = [
  { label: 'Gray text', words: 'Gray' },
  { label: 'Grid', words: 'table' },
  { label: 'Table', words: 'grid cells' },
  { label: 'Résumé', words: 'summary' },
  { label: 'To-do list', words: 'checkbox task' },
];

function found(query: string): string[] {
  return search(ENTRIES, query).map(({ label }) => label);
}

const cases: [string, string, string[]][] = [
  ['whole names before other words', 'grid', ['Grid', 'Table']],
  ['beginnings before what is within', 'gr', ['Gray text', 'Grid', 'Table']],
  ['without accents', 'resume', ['Résumé']],
  ['with accents', 'GRÎD', ['Grid', 'Table']],
  ['without case, spaces and hyphens', 'TO DO', ['To-do list']],
  ['other words', 'task', ['To-do list']],
  ['the beginning of a word of the name', 'text', ['Gray text']],
  ['letters within', 'esum', ['Résumé']],
  ['all words in any order', 'check to', ['To-do list']],
  ['nothing that lacks one of them', 'to grid', []],
  ['nothing else', 'xyz', []],
  ['nothing for signs alone', '---', []],
  ['all of them for spaces', '  ', ENTRIES.map(({ label }) => label)],
];

test.each(cases)('SLASH-5 a search finds %s', (_, query, labels) => {
  expect(found(query)).toEqual(labels);
});
