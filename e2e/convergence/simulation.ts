import assert from 'node:assert/strict';
import { manualClock } from '@weft/shared/testing/clock';
import { NO_FAULTS, type Faults } from '@weft/shared/testing/network';
import { seededRandom } from '@weft/shared/testing/random';
import * as Y from 'yjs';
import { createBrowser, seededDoc, settled, type Tab } from './simulated-browser.ts';
import { SOUND_DISK, type DiskFaults } from './simulated-disk.ts';
import { createSimulatedServer, networkOf } from './simulated-server.ts';

const CLIENTS = 5;
const NETWORK: Faults = { maxDelay: 400, loss: 0.12, duplication: 0.15, cut: 0.05 };
const DISK: DiskFaults = { maxDelay: 60, refusal: 0.03, unreadable: 0.01 };
/** First of the private-use letters: each edit types one that nobody else types while it can be seen. */
const FIRST_LETTER = 0xe000;
const LETTERS = 6400;
/** A laptop that was closed, or a clock that was set. */
const LONG_JUMP_MS = 12 * 60_000;

interface Typed {
  readonly letter: string;
  readonly by: Tab;
  deleted: boolean;
  /** Whether its tab has called everything saved since it was typed, or deleted. */
  acknowledged: boolean;
  /** Whether nothing that is left is bound to know of it, or of its deletion. */
  mayBeLost: boolean;
}

/** Disasters besides the network's own faults. */
export interface Disasters {
  readonly steps: number;
  /** Tabs die and are opened again. */
  readonly kills: boolean;
  /** The server comes back with an older copy of its disk. */
  readonly rollbacks: boolean;
  /** A backup is restored: an older copy of the disk, in an epoch of its own. */
  readonly restores: boolean;
  /** Commits take time, are refused, and are lost when the server crashes; reads are refused. */
  readonly diskFaults: boolean;
  /** Now and then minutes go by at once. */
  readonly jumps: boolean;
}

/** All of them, for so many steps. */
export const EVERY_DISASTER: Disasters = {
  steps: 500,
  kills: true,
  rollbacks: true,
  restores: true,
  diskFaults: true,
  jumps: true,
};

/**
 * Plays one seed: five tabs of four browsers edit a document through the provider and the server's own code, over a
 * clock, a network, disks and chance that the seed decides. Rejects where the tabs do not come to the same document,
 * something that was called saved is not in it, a letter is doubled, something still waits, or what a new reader is
 * sent is not what all rows come to.
 */
export async function simulate(seed: number, disasters: Disasters): Promise<void> {
  const { steps, kills, rollbacks, restores, diskFaults, jumps } = disasters;
  const random = seededRandom(seed);
  const clock = manualClock(1_800_000_000_000);
  const server = createSimulatedServer(clock, random);
  const doc = seededDoc(random);
  await server.create(doc);
  if (diskFaults) server.setDiskFaults(DISK);
  const browsers = Array.from({ length: CLIENTS - 1 }, () =>
    createBrowser(server, doc, clock, random),
  );
  // The last two tabs share a browser, and so an outbox.
  const browserOf = (i: number) => browsers[Math.min(i, browsers.length - 1)]!;
  const typed: Typed[] = [];
  const byLetter = new Map<string, Typed>();
  const openTab = (i: number): Tab => {
    const tab = browserOf(i).open(networkOf(clock, random, NETWORK));
    tab.provider.on('save', ({ kind }) => {
      if (kind !== 'saved') return;
      for (const one of typed) if (one.by === tab) one.acknowledged = true;
    });
    tab.provider.connect();
    return tab;
  };
  const tabs = Array.from({ length: CLIENTS }, (_, i) => openTab(i));

  /** Something has died, or was forgotten: what nobody who is left can tell of may be lost. */
  async function noteLosses(): Promise<void> {
    const left = new Y.Doc();
    for (const { bytes } of await server.log.read(doc, 0, Number.MAX_SAFE_INTEGER))
      Y.applyUpdate(left, bytes);
    for (const browser of browsers)
      for (const { bytes } of await browser.store.rows(doc)) Y.applyUpdate(left, bytes);
    for (const tab of tabs) Y.applyUpdate(left, Y.encodeStateAsUpdate(tab.doc));
    const text = left.getText('t').toString();
    for (const one of typed) if (text.includes(one.letter) === one.deleted) one.mayBeLost = true;
  }

  async function kill(i: number): Promise<void> {
    if (random.chance(0.5)) await settled();
    const dead = tabs[i]!;
    const { kind } = dead.provider.save;
    dead.kill();
    await settled();
    const unstored = kind !== 'saved' && kind !== 'local';
    for (const one of typed)
      if (one.by === dead && unstored && !one.acknowledged) one.mayBeLost = true;
    tabs[i] = openTab(i);
    await noteLosses();
  }

  function edit(tab: Tab): void {
    const { text } = tab;
    const letter = String.fromCharCode(FIRST_LETTER + (typed.length % LETTERS));
    assert.ok(typed.length < LETTERS);
    text.insert(random.below(text.length + 1), letter);
    const one = { letter, by: tab, deleted: false, acknowledged: false, mayBeLost: false };
    typed.push(one);
    byLetter.set(letter, one);
  }

  function erase(tab: Tab): void {
    const { text } = tab;
    const at = random.below(text.length);
    const known = byLetter.get(text.toString()[at]!)!;
    // Only letters of this tab's own life, so that a death takes both or neither.
    if (known.by !== tab) return;
    text.delete(at, 1);
    known.deleted = true;
    known.acknowledged = false;
  }

  for (let step = 0; step < steps; step++) {
    const i = random.below(CLIENTS);
    const tab = tabs[i]!;
    const what = random.next();
    if (what < 0.6) edit(tab);
    else if (what < 0.7) {
      if (tab.text.length > 0) erase(tab);
    } else if (what < 0.76) tab.provider.disconnect();
    else if (what < 0.86) tab.provider.connect();
    else if (what < 0.89) server.restart();
    else if (what < 0.895 && rollbacks) {
      await server.rollBack(doc, random.below(8));
      await noteLosses();
    } else if (what < 0.9 && restores) {
      await server.restore(doc, random.below(8));
      await noteLosses();
    } else if (what < 0.92 && kills) await kill(i);
    else if (what < 0.93 && jumps) clock.advance(LONG_JUMP_MS);
    else if (what > 0.96) void server.compact(doc);
    if (random.chance(0.7)) await settled();
    clock.advance(random.below(300));
    if (random.chance(0.7)) await settled();
  }

  server.setDiskFaults(SOUND_DISK);
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
  await server.compact(doc);

  const rows = await server.log.read(doc, 0, Number.MAX_SAFE_INTEGER);
  const final = replay(rows.map(({ bytes }) => bytes));
  const text = final.getText('t').toString();
  for (const { doc: own, text: ownText, provider } of tabs) {
    assert.deepEqual(provider.save, { kind: 'saved' });
    // What a dead tab had not sent, built on what a disk has lost for good.
    if (!((rollbacks || restores) && kills)) assertComplete(own);
    assert.equal(ownText.toString(), text);
    assert.deepEqual(Y.encodeStateVector(own), Y.encodeStateVector(final));
  }
  for (const { letter, deleted, mayBeLost } of typed) {
    const times = text.split(letter).length - 1;
    if (mayBeLost) assert.ok(times <= 1);
    else assert.equal(times, deleted ? 0 : 1);
  }
  for (const browser of browsers) assert.deepEqual(await browser.store.rows(doc), []);
  const reader = replay(await server.snapshotOf(doc));
  assert.equal(reader.getText('t').toString(), text);
  assert.ok(Y.equalSnapshots(Y.snapshot(reader), Y.snapshot(final)));
  for (const { provider } of tabs) await provider.destroy();
  server.restart();
}

function replay(updates: readonly Uint8Array[]): Y.Doc {
  const built = new Y.Doc();
  for (const update of updates) Y.applyUpdate(built, update);
  assertComplete(built);
  return built;
}

function assertComplete({ store }: Y.Doc): void {
  assert.equal(store.pendingStructs, null);
  assert.equal(store.pendingDs, null);
}
