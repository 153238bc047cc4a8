import { expect, test } from 'vitest';
import { type Span, spansOf } from './spans.ts';
import { tokenizerFor } from './tokenizer.ts';

const read = (text: string, spans: readonly Span[]): string[] =>
  spans.map(({ kind, from, to }) => `${kind} ${text.slice(from, to)}`);

test('CODE-1 each stretch has the colour of the innermost token that has one', () => {
  const spans = spansOf([
    'a',
    {
      type: 'string',
      content: ['"b', { type: 'number', content: '1' }, { type: 'odd', content: '"' }],
    },
    { type: 'odd', content: 'c' },
    { type: 'odd', alias: ['none', 'keyword'], content: 'd' },
  ]);
  expect(read('a"b1"cd', spans)).toEqual(['string "b', 'number 1', 'string "', 'keyword d']);
});

test('CODE-1 what is written inside of a string is none of it', async () => {
  const text = 'const s = `a ${b} c`;';
  const tokenize = await tokenizerFor('javascript');
  const kinds = read(text, tokenize(text));
  expect(kinds).toContain('keyword const');
  expect(kinds).toContain('string a ');
  expect(kinds.join('\n')).not.toMatch(/string.*b/);
});
