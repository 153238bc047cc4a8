import { expect, test } from 'vitest';
import { createReport, type TableResult } from './report.ts';

const RESULT: TableResult = {
  proof: 'intent',
  title: 'Intent',
  rows: [
    { mix: 'move', lost: 7 },
    { mix: 'all', lost: 12 },
  ],
  table: {
    headings: ['mix', 'lost', ''],
    lines: [
      ['move', '7', '0.10 %'],
      ['all', '12', ''],
    ],
  },
  notes: ['A note.'],
};

function written(json: boolean): string {
  let text = '';
  const report = createReport(json, (more) => (text += more));
  report.opening(['A machine']);
  report.table(RESULT);
  return text;
}

test('PROOF-7 programs get one object per line, and nothing else', () => {
  expect(written(true)).toBe(
    '{"proof":"intent","mix":"move","lost":7}\n{"proof":"intent","mix":"all","lost":12}\n',
  );
});

test('PROOF-7 people get a heading, columns, and what they have to know', () => {
  expect(written(false).split('\n')).toEqual([
    'A machine',
    '',
    'Intent',
    '',
    'mix   lost',
    '----  ----  ------',
    'move     7  0.10 %',
    'all     12',
    '',
    'A note.',
    '',
  ]);
});
