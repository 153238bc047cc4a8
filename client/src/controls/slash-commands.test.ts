import { expect, test } from 'vitest';
import { search } from '../widgets/search.ts';
import { slashCommands } from './slash-commands.ts';

/** Ids of the commands that are found, the best first. */
function found(query: string): string[] {
  return search(slashCommands(), query).map(({ id }) => id);
}

const best: [string, string][] = [
  ['h1', 'heading1'],
  ['H2', 'heading2'],
  ['#', 'heading1'],
  ['heading', 'heading1'],
  ['head', 'heading1'],
  ['text', 'text'],
  ['bullet', 'bulleted'],
  ['num', 'numbered'],
  ['todo', 'todo'],
  ['to do', 'todo'],
  ['to-do', 'todo'],
  ['check', 'todo'],
  ['toggle', 'toggle'],
  ['toggle h1', 'toggleHeading1'],
  ['quote', 'quote'],
  ['callout', 'callout'],
  ['code', 'code'],
  ['```', 'code'],
  ['math', 'equation'],
  ['div', 'divider'],
  ['---', 'divider'],
  ['table', 'table'],
  ['toc', 'contents'],
  ['columns', 'columns2'],
  ['3 columns', 'columns3'],
  ['3col', 'columns3'],
  ['turnbullet', 'turn-bulleted'],
  ['turn bullet', 'turn-bulleted'],
  ['turnh1', 'turn-heading1'],
  ['turn into code', 'turn-code'],
  ['red', 'color-red'],
  ['red background', 'background-red'],
  ['redb', 'background-red'],
  ['réd', 'color-red'],
  ['default', 'color-default'],
  ['delete', 'delete'],
  ['dup', 'duplicate'],
  ['copy', 'copy-link'],
  ['clone', 'duplicate'],
];

test.each(best)('SLASH-5 /%s finds %s first', (query, id) => {
  expect(found(query)[0]).toBe(id);
});

test('SLASH-5 nothing is found by no name, and all of it in its order by none', () => {
  expect(found('qzx')).toEqual([]);
  expect(found('')).toEqual(slashCommands().map(({ id }) => id));
  expect(new Set(found('')).size).toBe(found('').length);
});
