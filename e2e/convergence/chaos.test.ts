import { expect, test } from 'vitest';
import { manualClock } from '@weft/shared/testing/clock';
import { NO_FAULTS, type Faults } from '@weft/shared/testing/network';
import { seededRandom } from '@weft/shared/testing/random';
import * as Y from 'yjs';
import { createBrowser, seededDoc, settled, type Tab } from './simulated-browser.ts';
import { createSimulatedServer, networkOf } from './simulated-server.ts';

const SEEDS = Number(process.env['WEFT_SEEDS'] ?? 300);
const CLIENTS = 5;
const STEPS = 80;
const FAULTS: Faults = { maxDelay: 400, loss: 0.12, duplication: 0.15, cut: 0.05 };
/** First of the private-use letters: each edit types one that nobody else ever types. */
const FIRST_LETTER = 0xe000;

interface Typed {
  readonly letter: string;
  readonly by: Tab;
  deleted: boolean;
  /** Whether its tab has called everything saved since. */
  acknowledged: boolean;
  /** Whether its tab died before this device had it. */
  lostWithTab: boolean;
}

/** Disasters besides the network's own faults. */
interface Disasters {
  /** Tabs die and are opened again. */
  readonly kills: boolean;
  /** The server comes back with an older copy of its disk. */
  readonly rollbacks: boolean;
  /** A backup is restored: an older copy of the disk, in an epoch of its own. */
  readonly restores: boolean;
}

async function run(seed: number, { kills, rollbacks, restores }: Disasters): Promise<void> {
  const random = seededRandom(seed);
  const clock = manualClock(1_800_000_000_000);
  const server = createSimulatedServer(clock);
  const doc = seededDoc(random);
  await server.create(doc);
  const browsers = Array.from({ length: CLIENTS - 1 }, () =>
    createBrowser(server, doc, clock, random),
  );
  // The last two tabs share a browser, and so an outbox.
  const browserOf = (i: number) => browsers[Math.min(i, browsers.length - 1)]!;
  const typed: Typed[] = [];
  const openTab = (i: number): Tab => {
    const tab = browserOf(i).open(networkOf(clock, random, FAULTS));
    tab.provider.on('save', ({ kind }) => {
      if (kind !== 'saved') return;
      for (const one of typed) if (one.by === tab) one.acknowledged = true;
    });
    tab.provider.connect();
    return tab;
  };
  const tabs = Array.from({ length: CLIENTS }, (_, i) => openTab(i));

  for (let step = 0; step < STEPS; step++) {
    const i = random.below(CLIENTS);
    const tab = tabs[i]!;
    const { text, provider } = tab;
    const what = random.next();
    if (what < 0.6) {
      const letter = String.fromCharCode(FIRST_LETTER + typed.length);
      text.insert(random.below(text.length + 1), letter);
      typed.push({ letter, by: tab, deleted: false, acknowledged: false, lostWithTab: false });
    } else if (what < 0.7 && text.length > 0) {
      const at = random.below(text.length);
      const letter = text.toString()[at]!;
      const known = typed.find((one) => one.letter === letter)!;
      // Only letters of this tab's own life, so that a death takes both or neither.
      if (known.by === tab) {
        text.delete(at, 1);
        known.deleted = true;
      }
    } else if (what < 0.76) provider.disconnect();
    else if (what < 0.86) provider.connect();
    else if (what < 0.89) server.restart();
    else if (what < 0.9 && rollbacks) await server.rollBack(doc, random.below(8));
    else if (what < 0.9 && restores) await server.restore(doc, random.below(8));
    else if (what > 0.95) await server.compact(doc);
    else if (what < 0.92 && kills) {
      if (random.chance(0.5)) await settled();
      const volatile = provider.save.kind !== 'saved' && provider.save.kind !== 'local';
      tab.kill();
      await settled();
      // What the tab had not even stored may die with it; it never said "saved" of that.
      for (const one of typed) {
        if (one.by === tab && volatile && (one.deleted || !one.acknowledged))
          one.lostWithTab = true;
      }
      tabs[i] = openTab(i);
    }
    if (random.chance(0.7)) await settled();
    clock.advance(random.below(300));
    if (random.chance(0.7)) await settled();
  }

  for (const { network } of tabs) network.setFaults(NO_FAULTS);
  for (let round = 0; round < 400; round++) {
    for (const { provider } of tabs) provider.connect();
    await settled();
    clock.advance(500);
    await settled();
    if (
      round > 60 &&
      tabs.every(({ provider }) => provider.save.kind === 'saved' && provider.link === 'live')
    )
      break;
  }

  const rows = await server.log.read(doc, 0, Number.MAX_SAFE_INTEGER);
  const final = new Y.Doc();
  for (const { bytes } of rows) Y.applyUpdate(final, bytes);
  const text = final.getText('t').toString();
  expect(final.store.pendingStructs).toBeNull();
  for (const { doc: own, text: ownText, provider } of tabs) {
    expect(provider.save).toEqual({ kind: 'saved' });
    expect(own.store.pendingStructs).toBeNull();
    expect(own.store.pendingDs).toBeNull();
    expect(ownText.toString()).toBe(text);
    expect(Y.encodeStateVector(own)).toEqual(Y.encodeStateVector(final));
  }
  for (const { letter, deleted, lostWithTab } of typed) {
    const times = text.split(letter).length - 1;
    if (lostWithTab) expect(times).toBeLessThanOrEqual(1);
    else expect(times).toBe(deleted ? 0 : 1);
  }
  expect(browsers.length).toBeGreaterThan(0);
  for (const browser of browsers) expect(await browser.store.rows(doc)).toEqual([]);
  for (const { provider } of tabs) await provider.destroy();
}

/** `WEFT_SEED=n` runs one seed alone, `WEFT_SEEDS=n` the first n. */
async function runAll(seeds: number, disasters: Disasters): Promise<void> {
  const only = Number(process.env['WEFT_SEED'] ?? 0);
  for (let seed = only || 1; seed <= (only || seeds); seed++) {
    await run(seed, disasters).catch((error: unknown) => {
      throw new Error(`seed ${seed} failed; WEFT_SEED=${seed} runs it alone`, { cause: error });
    });
  }
}

test(`SYNC-10 five clients over a hostile network agree on every letter (${SEEDS} seeds)`, async () => {
  await runAll(SEEDS, { kills: true, rollbacks: false, restores: false });
});

test('SYNC-7 a server that comes back older is healed, no letter lost or doubled (100 seeds)', async () => {
  await runAll(100, { kills: false, rollbacks: true, restores: false });
});

test('EPOCH-3 SYNC-7 a backup that is restored is healed, no letter lost or doubled (100 seeds)', async () => {
  await runAll(100, { kills: false, rollbacks: false, restores: true });
});
