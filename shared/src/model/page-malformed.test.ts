import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { operate, uniqueLetters } from '../testing/page-operations.ts';
import { outline } from '../testing/page-outline.ts';
import { pagePeer, portrait, shownBlocks } from '../testing/page-peer.ts';
import { at, made, rawPage, writeRaw } from '../testing/page-raw.ts';
import { type Random, seededRandom } from '../testing/random.ts';
import type { Json } from './content.ts';
import { Page } from './page.ts';

const IDS = ['a', 'b', 'c', 'd', 'e', 'no id!', '', '~', 'constructor', 'x'.repeat(65)];
const PROPS = [
  'home',
  'at',
  'at',
  'type',
  'into',
  'gone',
  'toggle',
  'color',
  '__proto__',
  '',
  'x.y',
];
const TYPES = [
  'text',
  'table',
  'tableRow',
  'tableColumn',
  'columns',
  'column',
  'divider',
  'code',
  'newer',
  'toString',
];
const POSITIONS = [at(1), at(2), at(3), '', '~', 'a0', 'z'.repeat(100_000), `${at(1)}!`, 5, null];

/** A value for a register: sensible, nearly so, or anything. */
function value(random: Random): unknown {
  const id = random.pick(IDS);
  const other = random.pick(IDS);
  return random.pick([
    (): unknown => [
      random.pick(['', id, `${id}~${other}`]),
      random.pick(POSITIONS),
      random.pick(TYPES),
    ],
    () => [id, random.pick(POSITIONS)],
    () => [random.pick(['', id, `${id}~${other}`]), at(random.below(9))],
    () => 1,
    () => random.pick(TYPES),
    () => [random.below(9), 1, random.below(20), random.below(200)],
    () => [random.below(9), 1, 0, 10_000],
    () => fc.sample(fc.jsonValue(), { seed: random.below(1e9), numRuns: 1 })[0],
    () => random.bytes(5),
    () => 10n ** 30n,
    () => undefined,
    () => new Y.Map([['k', 'v']]),
    () => new Y.Text('nested'),
    () => new Y.Array(),
    () => new Y.XmlElement('p'),
  ])();
}

/** A value for an embed or a mark, which Yjs writes as JSON; it takes text for letters, and fails at null. */
function json(random: Random): object {
  const [some] = fc.sample(fc.jsonValue(), { seed: random.below(1e9), numRuns: 1 });
  return typeof some === 'string' || some === null ? [some] : (some as object);
}

/** Something to be done to a strand, or to what stands where one should be. */
function disturb(doc: Y.Doc, random: Random): void {
  const texts = doc.getMap('texts');
  const id = random.pick(IDS);
  const text = texts.get(id);
  if (!(text instanceof Y.Text) || random.chance(0.1)) {
    texts.set(
      id,
      random.pick([() => new Y.Text('words'), () => new Y.Text(), () => value(random)])(),
    );
    return;
  }
  const index = random.below(text.length + 1);
  const marker = { b: random.pick(IDS) };
  random.pick([
    () => text.insert(index, 'ab', random.chance(0.5) ? { bold: true, x: json(random) } : {}),
    () => text.insertEmbed(index, marker),
    () => text.insertEmbed(index, marker),
    () => text.insertEmbed(index, json(random)),
    () => text.insertEmbed(index, new Y.Map([['k', 'v']])),
    () => text.delete(0, Math.min(index, text.length)),
    () => text.delete(index, text.length - index),
    () => texts.delete(id),
  ])();
}

function disturbed(seed: number, steps: number): { docs: Y.Doc[]; pages: Page[] } {
  const random = seededRandom(seed);
  const docs = [1, 2].map((client) => Object.assign(new Y.Doc(), { clientID: client }));
  const pages = docs.map((doc) => new Page(doc));
  for (let i = 0; i < steps; i++) {
    const doc = random.pick(docs);
    doc.transact(() => {
      for (let count = random.below(4); count >= 0; count--) {
        if (random.chance(0.4)) disturb(doc, random);
        else {
          const key = `${random.pick(IDS)}.${random.pick(PROPS)}`;
          if (random.chance(0.15)) doc.getMap('props').delete(key);
          else doc.getMap('props').set(random.chance(0.05) ? random.pick(IDS) : key, value(random));
        }
      }
    });
    if (random.chance(0.2)) exchange(docs);
  }
  exchange(docs);
  return { docs, pages };
}

function exchange(docs: readonly Y.Doc[]): void {
  for (const from of docs) {
    for (const to of docs) {
      if (from !== to) Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
    }
  }
}

test('BLOCK-17 BLOCK-18 whatever registers and texts hold reads, and reads the same, everywhere', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const { docs, pages } = disturbed(seed, 40);
    const fresh = pagePeer(9, Y.encodeStateAsUpdate(docs[0]!)).page;
    for (const page of pages)
      expect(JSON.stringify(portrait(page)), `seed ${seed}`).toBe(JSON.stringify(portrait(fresh)));
  }
});

test('BLOCK-17 what is read of it can be written in: no operation throws, and none breaks it further', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = seededRandom(seed);
    const peer = pagePeer(7, Y.encodeStateAsUpdate(disturbed(seed, 30).docs[0]!));
    const alphabet = uniqueLetters();
    for (let i = 0; i < 30; i++) {
      const operation = random.pick([
        'type',
        'format',
        'turnInto',
        'indent',
        'move',
        'split',
        'merge',
        'deleteBlock',
        'deleteText',
        'replaceRange',
        'duplicate',
        'insert',
        'table',
        'undo',
        'redo',
      ] as const);
      operate(
        peer,
        operation,
        random,
        alphabet,
        () => {},
        () => {},
      );
      const fresh = pagePeer(9, Y.encodeStateAsUpdate(peer.doc)).page;
      expect(JSON.stringify(portrait(peer.page)), `seed ${seed}, ${operation}`).toBe(
        JSON.stringify(portrait(fresh)),
      );
    }
  }
});

test('BLOCK-17 every letter of a live block is shown, and no block twice', () => {
  for (let seed = 1; seed <= 200; seed++) {
    const page = disturbed(seed, 40).pages[0]!;
    const ids = shownBlocks(page).map(({ id }) => id);
    expect(new Set(ids).size, `seed ${seed}`).toBe(ids.length);
    for (const owner of page.owners()) {
      const hasLetters = page.pieces(owner).some(({ length }) => length > 0);
      const host = page.block(page.hostOf(owner));
      const isShown = host?.pieces.some(({ block }) => block === owner) ?? false;
      expect(isShown, `seed ${seed}, ${owner}`).toBe(page.isLive(owner) && (hasLetters || isShown));
    }
    for (const id of ids) {
      const container = page.parent(id)!;
      const inside = [...page.children(container), ...page.columns(container)];
      expect(
        inside.filter((one) => one === id),
        `seed ${seed}`,
      ).toHaveLength(1);
    }
  }
});

describe('ten thousand blocks that somebody has arranged badly', () => {
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

test('BLOCK-17 a strand of a hundred thousand markers, and a hundred thousand deleted letters, are read at once', () => {
  const marks = Array.from({ length: 50_000 }, () => [
    { insert: { b: 'b' } },
    { insert: 'x' },
  ]).flat();
  const page = rawPage({ ...made('a', '', 1), ...made('b', '', 2) }, { a: marks });
  expect(page.block('b')?.pieces).toHaveLength(50_000);
  const ranges = Array.from({ length: 100_000 }, (_, i) => [1, i * 2, 1]).flat();
  writeRaw(page, { 'b.gone': [1, ...ranges] as Json });
  expect(page.block('b')?.edited ?? true).toBe(true);
});

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
