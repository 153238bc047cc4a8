import { expect, test } from 'vitest';
import { mintDocId, type DocId } from '@weft/shared/protocol/ids';
import { PositionSource } from '@weft/shared/model/position';
import { ancestry, type PageNode } from '@weft/shared/pages/page-tree';
import { manualClock } from '@weft/shared/testing/clock';
import { createFaultyNetwork, NO_FAULTS } from '@weft/shared/testing/network';
import { seededRandom, type Random } from '@weft/shared/testing/random';
import type { PageForest } from '@weft/client/tree/page-forest';
import {
  createSimulatedTreeBrowser,
  createSimulatedTrees,
  type SimulatedTreeBrowser,
} from './simulated-tree.ts';

const SEEDS = 200;
const STEPS = 60;
const OFFLINE = { ...NO_FAULTS, loss: 1, cut: 1 };
const ROUGH = { maxDelay: 300, loss: 0.1, duplication: 0.1, cut: 0.05 };

/** Resolves when everything that was set going has come to wait for time or for nothing. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function simulation(seed: number) {
  const random = seededRandom(seed);
  const clock = manualClock(1_000);
  const trees = createSimulatedTrees(clock);
  const people = [1, 2].map((number) => {
    const network = createFaultyNetwork(clock, random, ROUGH);
    const server = trees.server(network);
    const browser = createSimulatedTreeBrowser(number, { server, clock, random: random.next });
    return { network, browser, positions: new PositionSource(random.next) };
  });
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 50) {
      clock.advance(Math.min(50, left));
      await settle();
    }
  };
  return { random, trees, people, pass };
}

type Person = ReturnType<typeof simulation>['people'][number];

/** Somebody does something with what they see. */
async function act(random: Random, { browser, positions }: Person, minted: Set<DocId>) {
  const { pages } = browser.tree.get();
  if (!pages) return;
  const shown = [...pages.all()];
  const some = (): PageNode | undefined => (shown.length > 0 ? random.pick(shown) : undefined);
  const place = (parent: DocId | null) => {
    const siblings = pages.childrenOf(parent);
    const at = random.below(siblings.length + 1);
    const [before, after] = [siblings[at - 1]?.position, siblings[at]?.position];
    const isBetween = before === undefined || after === undefined || before < after;
    return { parent, position: positions.between(before, isBetween ? after : undefined) };
  };
  const one = some();
  const kind = random.below(10);
  if (kind < 3 || !one) {
    const page = mintDocId((length) => random.bytes(length));
    minted.add(page);
    const look = { format: 'blocks', icon: '', cover: '' } as const;
    const at = place(random.chance(0.6) ? (some()?.id ?? null) : null);
    return browser.tree.want({ kind: 'put', page, space: pages.space, ...at, ...look });
  }
  const { id: page } = one;
  if (kind < 6)
    return browser.tree.want({
      kind: 'patch',
      page,
      ...place(random.chance(0.3) ? null : some()!.id),
    });
  if (kind < 7) return browser.tree.want({ kind: 'patch', page, icon: String(random.below(100)) });
  if (kind < 9) return browser.tree.want({ kind: 'patch', page, trashed: random.chance(0.6) });
  const seen = browser.tree.get().seen;
  if (seen !== undefined) return browser.tree.want({ kind: 'remove', page, seen });
}

const listed = (forest: PageForest): PageNode[] =>
  [...forest.all()].toSorted((a, b) => (a.id < b.id ? -1 : 1));

async function run(seed: number): Promise<void> {
  const { random, trees, people, pass } = simulation(seed);
  const minted = new Set<DocId>();
  await pass(3_000);
  for (let step = 0; step < STEPS; step++) {
    const person = random.pick(people);
    await act(random, person, minted);
    if (random.chance(0.1)) person.network.setFaults(random.chance(0.5) ? OFFLINE : ROUGH);
    if (random.chance(0.05)) person.browser.reopen();
    await pass(random.below(400));
  }
  for (const { network, browser } of people) {
    network.setFaults(NO_FAULTS);
    browser.tree.wake();
  }
  await pass(120_000);
  const said = (await trees.pages.list(trees.space))!.pages;
  const expected = said.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  for (const { browser } of people) {
    expect(viewOf(browser), `seed ${seed}`).toEqual({ waiting: [], isLive: true, pages: expected });
    const { pages } = browser.tree.get();
    for (const page of pages!.all())
      expect([...ancestry(pages!, page.id)].at(-1)!.parent, `seed ${seed}`).toBe(null);
  }
  const there = new Set([...said.map(({ id }) => id), ...trees.gone]);
  expect(
    [...minted].filter((page) => !there.has(page)),
    `seed ${seed}`,
  ).toEqual([]);
  for (const { browser } of people) browser.tree.close();
}

function viewOf({ tree }: SimulatedTreeBrowser): unknown {
  const { waiting, isLive, pages } = tree.get();
  return { waiting, isLive, pages: listed(pages!) };
}

test(`TREE-12 two browsers that make, move, trash and delete pages, offline now and then, come to the same tree: ${SEEDS} seeds`, async () => {
  for (let seed = 1; seed <= SEEDS; seed++) await run(seed);
}, 300_000);

test('TREE-12 seed 42: an answer that came later than the changes after it was taken for news', () =>
  run(42));
