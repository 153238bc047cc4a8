import { fc } from '../testing/properties.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { operate, uniqueLetters } from '../testing/page-operations.ts';
import { pagePeer, portrait, shownBlocks } from '../testing/page-peer.ts';
import { at } from '../testing/page-raw.ts';
import { type Random, seededRandom } from '../testing/random.ts';
import { Page, PROPS_ROOT, TEXTS_ROOT } from './page.ts';

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

const JSON_VALUES: readonly unknown[] = fc.sample(fc.jsonValue(), { seed: 1, numRuns: 500 });

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
    () => random.pick(JSON_VALUES),
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
  const some = random.pick(JSON_VALUES);
  return typeof some === 'string' || some === null ? [some] : (some as object);
}

/** Something to be done to a strand, or to what stands where one should be. */
function disturb(doc: Y.Doc, random: Random): void {
  const texts = doc.getMap(TEXTS_ROOT);
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
          if (random.chance(0.15)) doc.getMap(PROPS_ROOT).delete(key);
          else
            doc.getMap(PROPS_ROOT).set(random.chance(0.05) ? random.pick(IDS) : key, value(random));
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

test(
  'BLOCK-17 BLOCK-18 whatever registers and texts hold reads, and reads the same, everywhere',
  { timeout: 60_000 },
  () => {
    for (let seed = 1; seed <= 300; seed++) {
      const { docs, pages } = disturbed(seed, 40);
      const fresh = pagePeer(9, Y.encodeStateAsUpdate(docs[0]!)).page;
      for (const page of pages)
        expect(JSON.stringify(portrait(page)), `seed ${seed}`).toBe(
          JSON.stringify(portrait(fresh)),
        );
    }
  },
);

test(
  'BLOCK-17 what is read of it can be written in: no operation throws, and none breaks it further',
  { timeout: 60_000 },
  () => {
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
  },
);

test(
  'BLOCK-17 every letter of a live block is shown, and no block twice',
  { timeout: 60_000 },
  () => {
    for (let seed = 1; seed <= 200; seed++) {
      const page = disturbed(seed, 40).pages[0]!;
      const ids = shownBlocks(page).map(({ id }) => id);
      expect(new Set(ids).size, `seed ${seed}`).toBe(ids.length);
      for (const owner of page.owners()) {
        const hasLetters = page.pieces(owner).some(({ length }) => length > 0);
        const host = page.block(page.hostOf(owner));
        const isShown = host?.pieces.some(({ block }) => block === owner) ?? false;
        expect(isShown, `seed ${seed}, ${owner}`).toBe(
          page.isLive(owner) && (hasLetters || isShown),
        );
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
  },
);
