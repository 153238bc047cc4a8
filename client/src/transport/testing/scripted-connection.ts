import { formatCursor, type Cursor } from '@weft/shared/protocol/cursor';
import type { Down } from '@weft/shared/protocol/down';
import type { DocId } from '@weft/shared/protocol/ids';
import { manualClock } from '@weft/shared/testing/clock';
import type { Failure, Heard } from '../../sync/ports.ts';
import { docId, sessionId } from '../../sync/testing/ids.ts';
import { createConnection } from '../connection.ts';
import { createMemoryRungMemory } from '../rung-memory.ts';
import { createScriptedNetwork, settled } from './scripted-network.ts';

export const HELLO: Down = { name: 'hello', heartbeatMs: 15_000 };
export const BEAT: Down = { name: 'beat' };

/** A place in the log of any of these documents. */
const cursorAt = (offset: number): Cursor => ({
  epoch: 'epochAepoch',
  offset,
  tag: `tag-of-${String(offset).padStart(4, '0')}`,
});

/** One own row of document `n`, at `offset`; nothing has to be decoded. */
export const rowOf = (n: number, offset: number) =>
  ({
    name: 'updates',
    doc: docId(n),
    cursor: formatCursor(cursorAt(offset)),
    updates: [null],
  }) satisfies Down;

export const liveOf = (n: number, offset: number) =>
  ({ name: 'live', doc: docId(n), cursor: formatCursor(cursorAt(offset)) }) satisfies Down;

/** Somebody who follows document `n`. */
export interface ScriptedFollower {
  readonly doc: DocId;
  /** What was heard: names, those of rows with their offset. */
  readonly heard: readonly string[];
  readonly losses: readonly Failure[];
  stop(): void;
}

/** A connection over a scripted network and a manual clock. */
export function openConnection({
  memory = createMemoryRungMemory(),
  clock = manualClock(1_800_000_000_000),
} = {}) {
  const network = createScriptedNetwork();
  const connection = createConnection({ send: network.send, clock, random: () => 0.5, memory });
  const rungs: string[] = [];
  connection.onRung((rung) => rungs.push(rung));

  function follow(n: number, offset = 0, hear?: (event: Heard) => void): ScriptedFollower {
    const heard: string[] = [];
    const losses: Failure[] = [];
    const stop = connection.follow(
      { doc: docId(n), session: sessionId(n), cursor: cursorAt(offset) },
      {
        event(event) {
          heard.push(event.name === 'updates' ? event.cursor.split('.')[1]! : event.name);
          hear?.(event);
        },
        lost: (failure) => losses.push(failure),
      },
    );
    return { doc: docId(n), heard, losses, stop };
  }

  return {
    connection,
    clock,
    memory,
    network,
    rungs,
    follow,
    /** Lets so many milliseconds pass, in steps in which everything else happens. */
    async pass(ms: number, step = ms) {
      await settled();
      for (let passed = 0; passed < ms; passed += step) {
        clock.advance(Math.min(step, ms - passed));
        await settled();
      }
    },
  };
}
