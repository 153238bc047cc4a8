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

/** The names of Notion's, but for those of what there is not here: breadcrumb, button, synced, databases, comment. */
const names: [string, string][] = [
  ['text', 'text'],
  ['page', 'newPage'],
  ['bullet', 'bulleted'],
  ['num', 'numbered'],
  ['todo', 'todo'],
  ['toggle', 'toggle'],
  ['h1', 'heading1'],
  ['h2', 'heading2'],
  ['h3', 'heading3'],
  ['quote', 'quote'],
  ['callout', 'callout'],
  ['div', 'divider'],
  ['code', 'code'],
  ['table', 'table'],
  ['columns', 'columns2'],
  ['5 columns', 'columns5'],
  ['toc', 'contents'],
  ['image', 'image'],
  ['video', 'video'],
  ['audio', 'audio'],
  ['file', 'file'],
  ['pdf', 'file'],
  ['web', 'bookmark'],
  ['bookmark', 'bookmark'],
  ['embed', 'embed'],
  ['math', 'equation'],
  ['latex', 'equation'],
  ['equation', 'equation'],
  ['inline equation', 'inlineEquation'],
  ['emoji', 'emoji'],
  ['date', 'date'],
  ['today', 'date'],
  ['mention', 'mention'],
  ['person', 'mention'],
  ['link', 'pageLink'],
  ['link to page', 'pageLink'],
  ['turnbullet', 'turn-bulleted'],
  ['turncallout', 'turn-callout'],
  ['turntext', 'turn-text'],
  ['turntodo', 'turn-todo'],
  ['turnquote', 'turn-quote'],
  ['turn toggle', 'turn-toggle'],
  ['turncode', 'turn-code'],
  ['red', 'color-red'],
  ['red background', 'background-red'],
  ['default', 'color-default'],
  ['duplicate', 'duplicate'],
  ['delete', 'delete'],
];

test.each(names)('SLASH-7 /%s finds %s first', (query, id) => {
  expect(found(query)[0]).toBe(id);
});

test.each(best)('SLASH-5 /%s finds %s first', (query, id) => {
  expect(found(query)[0]).toBe(id);
});

test('SLASH-5 nothing is found by no name, and all of it in its order by none', () => {
  expect(found('qzx')).toEqual([]);
  expect(found('')).toEqual(slashCommands().map(({ id }) => id));
  expect(new Set(found('')).size).toBe(found('').length);
});
