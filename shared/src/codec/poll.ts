import * as v from 'valibot';
import { DOWN, PolledUpdates, type Down } from '../protocol/down.ts';
import { concat } from './bytes.ts';
import { decodeFramesOf, encodeFrame, FrameError } from './frames.ts';

/** Rows as a poll carries them: their bytes, or `null` for a row of the reader's own session. */
export interface PolledRows {
  readonly name: 'updates';
  readonly doc: string;
  /** After the last of the rows. */
  readonly cursor: string;
  readonly updates: readonly (Uint8Array | null)[];
}

/** One event of a poll: those of the stream, but for the spelling of rows. */
export type Polled = Exclude<Down, { name: 'updates' }> | PolledRows;

/**
 * The body of a poll's answer: of each event an `event` frame with its JSON, name included; the bytes of
 * rows follow theirs as `update` frames, so that nothing travels as base64.
 */
export function encodePoll(events: readonly Polled[]): Uint8Array {
  const encoder = new TextEncoder();
  return concat(
    events.flatMap((event) => {
      const rows = event.name === 'updates' ? event.updates.filter((row) => row !== null) : [];
      const told =
        event.name === 'updates'
          ? { ...event, updates: event.updates.map((row) => row && row.length) }
          : event;
      const bytes = encoder.encode(JSON.stringify(told));
      return [
        encodeFrame({ kind: 'event', bytes }),
        ...rows.map((row) => encodeFrame({ kind: 'update', bytes: row })),
      ];
    }),
  );
}

/**
 * Reads a complete body. An event by a name this version does not know is skipped, so that a newer server may add
 * some. Throws `FrameError` for a body cut short, an event of the wrong shape, and rows that nobody announced:
 * part of it cannot be believed, for a skipped row would be a gap.
 */
export function decodePoll(body: Uint8Array): Polled[] {
  const frames = decodeFramesOf(body, ['event', 'update']).values();
  const events: Polled[] = [];
  for (const { kind, bytes } of frames) {
    if (kind !== 'event') throw new FrameError('a row without an event');
    const json = parseJson(bytes);
    const name = nameOf(json);
    if (name === 'updates') {
      const told = shaped(PolledUpdates, json);
      const updates = told.updates.map((length) => {
        if (length === null) return null;
        const next = frames.next().value;
        if (next?.kind !== 'update' || next.bytes.length !== length)
          throw new FrameError('a row is not as it was announced');
        return next.bytes;
      });
      events.push({ name, ...told, updates });
    } else if (name !== undefined) {
      events.push({ name, ...shaped(DOWN[name], json) } as Polled);
    }
  }
  return events;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new FrameError('an event is not JSON');
  }
}

function nameOf(json: unknown): Down['name'] | undefined {
  const name: unknown = typeof json === 'object' && json !== null && 'name' in json && json.name;
  if (typeof name !== 'string') throw new FrameError('an event without a name');
  return Object.hasOwn(DOWN, name) ? (name as Down['name']) : undefined;
}

function shaped<S extends v.GenericSchema>(schema: S, json: unknown): v.InferOutput<S> {
  const parsed = v.safeParse(schema, json);
  if (!parsed.success) throw new FrameError('an event of the wrong shape');
  return parsed.output;
}
