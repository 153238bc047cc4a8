import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { seededRandom, type Random } from '@weft/shared/testing/random';
import { checkFolded } from '../compaction/folding.ts';
import { admit } from './gate.ts';
import { Refusal } from './refusal.ts';
import type { StateVector } from './state-vector.ts';
import { editedDocuments } from './testing/edited-documents.ts';

const vectorOf = (doc: Y.Doc): StateVector => Y.decodeStateVector(Y.encodeStateVector(doc));

/** Where the update would take the clocks; undefined when it is refused. */
function foresee(update: Uint8Array, state: StateVector): StateVector | undefined {
  try {
    return admit(update, state).ends;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** Applies an update, which must come to what was foreseen. */
function apply(doc: Y.Doc, update: Uint8Array, ends = foresee(update, vectorOf(doc))): Y.Doc {
  if (!ends) throw new Error('refused');
  Y.applyUpdate(doc, update);
  if (doc.store.pendingStructs ?? doc.store.pendingDs) throw new Error('something waits');
  const after = vectorOf(doc);
  for (const [client, clock] of ends) {
    if (after.get(client) !== clock) throw new Error(`client ${client} is not at ${clock}`);
  }
  return doc;
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

test(
  'UP-6 UP-8 everything that sound clients write is admitted, in causal order, as diffs and merged',
  { timeout: 60_000 },
  () => {
    for (let seed = 1; seed <= 15; seed++) {
      const random = seededRandom(seed);
      const { replicas, updates } = editedDocuments(random, 60);
      const [one, many] = [new Y.Doc(), new Y.Doc()];
      for (let at = 0; at < updates.length;) {
        const piece = updates.slice(at, (at += 1 + random.below(4)));
        for (const update of piece) apply(one, update);
        apply(many, Y.mergeUpdates(piece));
      }
      expect(Y.snapshotContainsUpdate(Y.snapshot(many), Y.encodeStateAsUpdate(one))).toBe(true);
      const late = copyOf(replicas[0]!);
      for (const replica of replicas) {
        apply(late, Y.encodeStateAsUpdate(replica, Y.encodeStateVector(late)));
      }
    }
  },
);

/** `WEFT_MUTATIONS=200000` tries more. */
const MUTATIONS = Number(process.env['WEFT_MUTATIONS'] ?? 10_000);

test(
  'UP-8 COMPACT-2 what is admitted of damaged updates comes to the same live, replayed, merged and folded',
  { timeout: 600_000 },
  () => {
    let admitted = 0;
    for (let seed = 1; seed <= MUTATIONS / 100; seed++) {
      const random = seededRandom(seed);
      const { updates } = editedDocuments(random, 40);
      const live = new Y.Doc();
      const rows: Uint8Array[] = [];
      const fresh: Uint8Array[] = [];
      for (let run = 0; run < 100; run++) {
        const update = damaged(random.pick(updates), updates, random);
        const state = vectorOf(live);
        if (!foresee(update, state)) continue;
        Y.applyUpdate(live, update);
        rows.push(update);
        if (!repeats(update, state)) fresh.push(update);
      }
      admitted += rows.length;
      const state = Y.encodeStateAsUpdate(live);
      try {
        checkFolded(state, rows);
        const alone = replayOf(fresh);
        if (alone) checkFolded(Y.encodeStateAsUpdate(alone), [Y.mergeUpdates(fresh)]);
      } catch (cause) {
        const hex = rows.map((row) => Buffer.from(row).toString('hex')).join('\n');
        throw new Error(`seed ${seed}:\n${hex}`, { cause });
      }
    }
    expect(admitted).toBeGreaterThan(MUTATIONS / 20);
  },
);

test(
  'UP-6 UP-7 UP-8 of 10,000 damaged updates each is refused, or applies to the end',
  { timeout: 60_000 },
  () => {
    let [refused, admitted, damagedAndAdmitted] = [0, 0, 0];
    for (let seed = 1; seed <= 100; seed++) {
      const random = seededRandom(seed);
      const { replicas, updates } = editedDocuments(random, 30);
      const server = new Y.Doc();
      for (const update of updates.slice(0, random.below(updates.length))) {
        if (foresee(update, vectorOf(server))) apply(server, update);
      }
      const state = vectorOf(server);
      const since = Y.encodeStateVector(server);
      const sound = [
        ...updates,
        ...replicas.flatMap((doc) => [
          Y.encodeStateAsUpdate(doc),
          Y.encodeStateAsUpdate(doc, since),
        ]),
      ];
      for (let run = 0; run < 100; run++) {
        const original = random.pick(sound);
        const update = damaged(original, sound, random);
        try {
          const ends = foresee(update, state);
          if (!ends) {
            refused += 1;
            continue;
          }
          admitted += 1;
          if (!Buffer.from(update).equals(original)) damagedAndAdmitted += 1;
          // What was taken must be readable for ever.
          copyOf(apply(copyOf(server), update, ends));
        } catch (cause) {
          throw new Error(`seed ${seed}, run ${run}: ${Buffer.from(update).toString('hex')}`, {
            cause,
          });
        }
      }
    }
    expect(refused + admitted).toBe(10_000);
    expect(refused).toBeGreaterThan(5_000);
    expect(damagedAndAdmitted).toBeGreaterThan(500);
  },
);

/**
 * Whether an update holds structs that are there already. What it says of them now is passed over where updates are
 * applied one by one, but merging, which the server never does, may believe it.
 */
function repeats(update: Uint8Array, state: StateVector): boolean {
  return [...Y.parseUpdateMeta(update).from].some(
    ([client, from]) => from < (state.get(client) ?? 0),
  );
}

/** The document of these updates, unless one of them builds on something else. */
function replayOf(updates: readonly Uint8Array[]): Y.Doc | undefined {
  const built = new Y.Doc();
  for (const update of updates) Y.applyUpdate(built, update);
  return built.store.pendingStructs || built.store.pendingDs ? undefined : built;
}

/** `update` with a few of its bytes changed, left out, put in, or replaced by another update's. */
function damaged(update: Uint8Array, others: readonly Uint8Array[], random: Random): Uint8Array {
  let bytes = update.slice();
  for (let count = random.below(4); count > 0; count--) {
    const at = random.below(bytes.length + 1);
    const byte = bytes[at] ?? 0;
    switch (random.below(5)) {
      case 0:
        bytes[at] = random.below(256);
        break;
      case 1:
        bytes[at] = byte ^ (1 << random.below(8));
        break;
      case 2:
        bytes[at] = Math.min(255, Math.max(0, byte + random.below(5) - 2));
        break;
      case 3: {
        const other = random.pick(others);
        bytes = Uint8Array.from([
          ...bytes.subarray(0, at),
          ...other.subarray(random.below(other.length)),
        ]);
        break;
      }
      default:
        bytes = Uint8Array.from([
          ...bytes.subarray(0, at),
          ...random.bytes(1 + random.below(2)),
          ...bytes.subarray(at + random.below(3)),
        ]);
    }
  }
  return bytes;
}
