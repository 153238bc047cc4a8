import { seededRandom } from '@weft/shared/testing/random';
import { encodeSnapshot, encodeStateAsUpdate, encodeStateVector, snapshot } from 'yjs';
import type { ProofModel, ProofPeer } from '../models/model.ts';
import { drawIntent, resolveIntent } from './intent.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { uniqueLetters } from './letters.ts';
import { type Mix, pageOf } from './mixes.ts';

export interface StoryOptions {
  readonly mix: Mix;
  readonly seed: number;
  /**
   * After each operation one pair of peers syncs, one way, with the probability of 1 / lag. With no lag at all
   * everybody gets everything at once.
   */
  readonly lag: number;
  readonly operations: number;
}

export interface StoryResult {
  /** Letters put on the page, those it began with included. */
  readonly typed: number;
  readonly lost: number;
  readonly doubled: number;
  /** Whether the peers, or one of them and a fresh load, show different pages in the end. */
  readonly diverged: boolean;
  /** Exceptions out of the model or its editor. */
  readonly threw: number;
}

const PEERS = 3;
/** Far more exchanges than three peers need, if none of them goes on answering. */
const EXCHANGES = 10;

/** Three people on one page, everything drawn from one seed. */
export function tellStory(model: ProofModel, options: StoryOptions): StoryResult {
  const { mix, seed, lag, operations } = options;
  const random = seededRandom(seed);
  const next = uniqueLetters();
  const ledger = createLedger();
  const page = pageOf(mix, next);
  for (const block of page) {
    ledger.typed(block.kind === 'table' ? block.rows.flat().join('') : block.text, undefined);
  }
  const bytes = model.page(page);
  const clientOf = (peer: number): number => (peer + 1) * 1000 + (seed % 997);
  const peers = Array.from({ length: PEERS }, (_, peer) => model.open(clientOf(peer), bytes));
  let threw = 0;
  const attempt = (run: () => void): void => {
    try {
      run();
    } catch {
      threw += 1;
    }
  };

  for (let step = 0; step < operations; step++) {
    const who = random.below(PEERS);
    const intent = drawIntent(random, mix, next);
    const syncs = random.chance(1 / lag);
    const from = random.below(PEERS);
    const to = (from + 1 + random.below(PEERS - 1)) % PEERS;
    const peer = peers[who]!;
    attempt(() => {
      const operation = resolveIntent(intent, peer.blocks());
      if (operation === undefined) return;
      if (operation.kind === 'type') ledger.typed(operation.text, who);
      if (operation.kind === 'undo') ledger.undoing(who, peer, () => void peer.apply(operation));
      else ledger.deleted(peer.apply(operation));
    });
    if (lag === 0) exchange(peers, attempt);
    else if (syncs) attempt(() => sync(peers[from]!, peers[to]!));
  }

  for (let round = 0; round < EXCHANGES; round++) {
    if (!exchange(peers, attempt)) break;
  }
  const result = conclude(model, peers, ledger, attempt);
  const faults = peers.reduce((sum, peer) => sum + peer.faults, 0);
  for (const peer of peers) peer.close();
  return { ...result, threw: threw + faults };
}

function conclude(
  model: ProofModel,
  peers: readonly ProofPeer[],
  ledger: Ledger,
  attempt: (run: () => void) => void,
): Omit<StoryResult, 'threw'> {
  const first = peers[0]!;
  // What counts is what is there when the page is opened again; a screen that went astray is forgotten by
  // then and counts as divergence.
  let text = textOf(first);
  let diverged = true;
  attempt(() => {
    const fresh = model.open(PEERS * 1000 + 1000, encodeStateAsUpdate(first.doc));
    text = textOf(fresh);
    const content = fresh.content();
    diverged = peers.some((peer) => peer.content() !== content);
    fresh.close();
  });
  return { ...ledger.audit(text), diverged };
}

const textOf = (peer: ProofPeer): string =>
  peer
    .blocks()
    .map(({ text }) => text)
    .join('');

function sync(from: ProofPeer, to: ProofPeer): boolean {
  const update = encodeStateAsUpdate(from.doc, encodeStateVector(to.doc));
  const before = stateOf(to);
  to.receive(update);
  return !isSame(before, stateOf(to));
}

/** Unlike a state vector it knows of deletions. */
const stateOf = ({ doc }: ProofPeer): Uint8Array => encodeSnapshot(snapshot(doc));

/** Everybody gets everything from everybody. Says whether anybody had anything new to say. */
function exchange(peers: readonly ProofPeer[], attempt: (run: () => void) => void): boolean {
  let news = false;
  for (const from of peers) {
    for (const to of peers) {
      if (from !== to) attempt(() => (news = sync(from, to) || news));
    }
  }
  return news;
}

const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
