import { pageWith } from '@weft/shared/testing/page-peer';
import { expect, test } from 'vitest';
import { headingsOf, mayChangeHeadings } from './headings.ts';
import type { PageChange } from '@weft/shared/model/page';
import { insertText } from '@weft/shared/model/operations/text';

const heading = (level: number, text: string) => ({
  type: `heading${level}`,
  runs: [{ text, marks: {} }],
});

test('CONTENTS-1 headings are listed in the order of the page, each as far in as those it stands under', () => {
  const { page } = pageWith(
    heading(2, 'first'),
    heading(1, 'one'),
    heading(3, 'deep'),
    heading(2, 'less deep'),
    { type: 'toggle', runs: [], children: [heading(3, 'in a toggle')] },
    {
      type: 'columns',
      children: [
        { type: 'column', children: [heading(1, 'left')] },
        { type: 'column', children: [heading(2, 'right')] },
      ],
    },
    {
      type: 'table',
      table: { columns: [{}], rows: [{ cells: [[heading(3, 'in a cell')]] }] },
    },
    heading(1, '  '),
    heading(1, ' last\nline '),
  );
  expect(headingsOf(page).map(({ text, depth }) => `${'\t'.repeat(depth)}${text}`)).toEqual([
    'first',
    'one',
    '\tdeep',
    '\tless deep',
    '\t\tin a toggle',
    'left',
    '\tright',
    '\t\tin a cell',
    'last line',
  ]);
});

test('CONTENTS-1 an equation in a heading is listed by its source', () => {
  const { page } = pageWith({
    type: 'heading1',
    runs: [
      { text: 'About ', marks: {} },
      { inline: { kind: 'equation', text: 'E=mc^2' }, marks: {} },
      { inline: { kind: 'other' }, marks: {} },
    ],
  });
  expect(headingsOf(page).map(({ text }) => text)).toEqual(['About E=mc^2']);
});

test('CONTENTS-1 whom and what a heading mentions is listed by its name', () => {
  const { page } = pageWith({
    type: 'heading1',
    runs: [
      { text: 'With ', marks: {} },
      { inline: { kind: 'mention', user: 'ada', name: 'Ada' }, marks: {} },
      { text: ' on ', marks: {} },
      { inline: { kind: 'mention', date: '2026-11-23', label: 'Nov 23, 2026' }, marks: {} },
    ],
  });
  expect(headingsOf(page).map(({ text }) => text)).toEqual(['With Ada on Nov 23, 2026']);
});

test('CONTENTS-1 letters that are no heading’s change no list', () => {
  const { page, writer } = pageWith(heading(1, 'one'), 'text');
  const changes: PageChange[] = [];
  page.observe((change) => changes.push(change));
  const [first = '', second = ''] = page.children('');
  insertText(writer, second, 0, [{ text: 'x', marks: {} }]);
  insertText(writer, first, 0, [{ text: 'x', marks: {} }]);
  expect(changes.map((change) => mayChangeHeadings(page, change))).toEqual([false, true]);
});
