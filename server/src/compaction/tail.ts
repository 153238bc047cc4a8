import { gunzipSync, gzipSync } from 'node:zlib';
import type { LogHead, LogRow } from '../log/log.ts';
import { decodePast, encodePast, Past } from '../room/past.ts';
import type { Compacted } from './compactor.ts';
import { checkFolded, createFolding, type Quarantined } from './folding.ts';

/** Up to this many bytes of rows, a state is compared with a replay of all rows from the first one on. */
export const FULL_REPLAY_BYTES = 16 * 1024 * 1024;

/** What is stored of a document before its tail is folded. */
export interface Before {
  /** The newest state, gzipped. */
  readonly state: Uint8Array | undefined;
  readonly digest: Uint8Array | undefined;
  /** What the rows up to the base come to in another way than `state`: themselves, or a keyframe and those after it. */
  readonly replay: () => Iterable<Uint8Array>;
}

export interface TailFold {
  add(rows: readonly LogRow[]): void;
  /** Throws `FoldingError` where the state does not prove to be what all rows come to. */
  finish(now: number): FinishedFold;
}

export interface FinishedFold extends Compacted {
  readonly state: Uint8Array;
  /** Bytes of the state unpacked. */
  readonly stateSize: number;
  readonly digest: Uint8Array;
  readonly quarantined: readonly Quarantined[];
}

/** Folds the rows after a document's base into a new state and digest, and proves them. */
export function foldTail(head: Pick<LogHead, 'cursor' | 'origin'>, before: Before): TailFold {
  const { epoch } = head.cursor;
  const isRecreated = epoch !== head.origin;
  const past = before.digest
    ? decodePast(before.digest, epoch, isRecreated)
    : new Past(epoch, isRecreated);
  const folding = createFolding(before.state && gunzipSync(before.state));
  const tail: LogRow[] = [];

  return {
    add(rows) {
      folding.add(rows);
      tail.push(...rows);
    },
    finish(now) {
      const { quarantined } = folding;
      const bad = new Set(quarantined.map(({ offset }) => offset));
      const sound = tail.filter(({ offset }) => !bad.has(offset));
      const state = folding.finish();
      function* all(): Generator<Uint8Array> {
        yield* before.replay();
        for (const { bytes } of sound) yield bytes;
      }
      checkFolded(state, all());
      // Rows that count for nothing must not count in the clocks: their authors are asked for them again.
      for (const row of sound) past.add(row);
      for (const row of tail) past.noteSession(row);
      const stored = gzipSync(state);
      return {
        offset: tail.at(-1)!.offset,
        state: stored,
        stateSize: state.length,
        stateBytes: stored.length,
        digest: encodePast(past, now),
        quarantined,
      };
    },
  };
}
