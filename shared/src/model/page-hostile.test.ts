import { describe, expect, test } from 'vitest';
import { outline } from '../testing/page-outline.ts';
import { shownBlocks } from '../testing/page-peer.ts';
import { at, made, rawPage, writeRaw } from '../testing/page-raw.ts';
import type { Json } from './content.ts';
import type { Page } from './page.ts';

describe('ten thousand blocks that somebody has arranged badly', { timeout: 60_000 }, () => {
  const COUNT = 10_000;
  const ids = Array.from({ length: COUNT }, (_, i) => `b${String(i).padStart(5, '0')}`);
  const last = ids.at(-1)!;

  function arranged(register: (id: string, before: string) => Record<string, unknown>): Page {
    const props: Record<string, unknown> = {};
    for (const [i, id] of ids.entries()) Object.assign(props, register(id, ids[i - 1] ?? ''));
    return rawPage(props, Object.fromEntries(ids.map((id) => [id, id])));
  }

  test('BLOCK-17 in one chain are all shown', () => {
    expect(shownBlocks(arranged((id, before) => made(id, before, 1)))).toHaveLength(COUNT);
  });

  test('BLOCK-17 in one ring are all shown', () => {
    const page = arranged((id, before) => made(id, before || last, 1));
    expect(shownBlocks(page)).toHaveLength(COUNT);
    expect(page.children('')[0]).toBe(ids[0]);
  });

  test('BLOCK-17 on a block that is not there are all shown', () => {
    const page = arranged((id, before) => made(id, before || 'nowhere', 1));
    expect(shownBlocks(page)).toHaveLength(COUNT);
  });

  test('BLOCK-17 joined one to the next, and in a ring, are one block', () => {
    const page = arranged((id, before) => ({
      ...made(id, '', 1),
      [`${id}.into`]: [before, at(1)],
    }));
    expect(shownBlocks(page)).toHaveLength(1);
    writeRaw(page, { [`${ids[0]}.into`]: [last, at(1)] });
    expect(shownBlocks(page)).toHaveLength(1);
  });

  test('BLOCK-17 as deleted layouts, each in the one before, with a word in the innermost, are back', () => {
    const page = arranged((id, before) => ({
      ...made(id, before, 1, Number(id.slice(1)) % 2 === 0 ? 'columns' : 'column'),
      [`${id}.gone`]: [1],
    }));
    page.doc.transact(() => page.texts.clear());
    expect(shownBlocks(page)).toEqual([]);
    writeRaw(page, made('word', last, 1), { word: 'word' });
    expect(outline(page).some((line) => line.endsWith('word'))).toBe(true);
  });

  test('BLOCK-17 as rows of a table with as many columns are read without its cells', () => {
    const page = arranged((id) =>
      made(id, 't', 1, Number(id.slice(1)) % 2 === 0 ? 'tableRow' : 'tableColumn'),
    );
    page.doc.transact(() => {
      page.texts.clear();
      for (const [key, register] of Object.entries(made('t', '', 1, 'table')))
        page.props.set(key, register);
    });
    expect([page.children('t').length, page.columns('t').length]).toEqual([5000, 5000]);
  });

  test('BLOCK-17 in tables that stand in cells without a column are all shown', () => {
    const page = arranged((id, before) => {
      const kind = Number(id.slice(1)) % 2;
      const cell = before === '' ? '' : `${before}~none`;
      return kind === 0 ? made(id, cell, 1, 'table') : made(id, before, 1, 'tableRow');
    });
    page.doc.transact(() => page.texts.clear());
    expect(page.children('')).toHaveLength(COUNT / 2);
  });
});

test(
  'BLOCK-17 a strand of a hundred thousand markers, and a hundred thousand deleted letters, are read at once',
  { timeout: 60_000 },
  () => {
    const marks = Array.from({ length: 50_000 }, () => [
      { insert: { b: 'b' } },
      { insert: 'x' },
    ]).flat();
    const page = rawPage({ ...made('a', '', 1), ...made('b', '', 2) }, { a: marks });
    expect(page.block('b')?.pieces).toHaveLength(50_000);
    const ranges = Array.from({ length: 100_000 }, (_, i) => [1, i * 2, 1]).flat();
    writeRaw(page, { 'b.gone': [1, ...ranges] as Json });
    expect(page.block('b')?.edited ?? true).toBe(true);
  },
);

test('BLOCK-17 values nested a hundred thousand deep are no values and stop nobody', () => {
  const nest = (): Json => JSON.parse('['.repeat(20_000) + ']'.repeat(20_000)) as Json;
  const page = rawPage(made('a', '', 1), { a: 'xy' });
  for (let round = 0; round < 2; round++) {
    page.props.set('a.odd', nest());
    page.strand('a')!.format(0, 1, { odd: nest() });
    page.strand('a')!.insertEmbed(1, nest() as object);
  }
  expect(page.block('a')?.props).toEqual({});
  expect(page.block('a')?.pieces[0]?.length).toBe(4);
});
