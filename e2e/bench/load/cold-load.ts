import { setTimeout as sleep } from 'node:timers/promises';
import * as Y from 'yjs';
import { percentile } from '../../measured/quantiles.ts';
import type { Connection, Wire } from '../wires/wire.ts';
import { countLetters, writeLife } from './life.ts';
import type { Loaded, Results } from './task.ts';

const PEOPLE = 4;
/** How often it is looked whether everything has arrived, where nobody says so. */
const LOOK_MS = 500;
const PATIENCE_MS = 180_000;

/** Four people live in a document; resolves when the server has all of it. */
export async function live(
  wire: Wire,
  { doc, edits, batch }: { doc: string; edits: number; batch: number },
): Promise<Results['live']> {
  await wire.prepare(doc);
  const mine = Math.floor(edits / PEOPLE);
  let bytes = 0;
  let letters = 0;
  let failure: unknown;
  const connections: Connection[] = [];
  for (let person = 0; person < PEOPLE; person++) {
    const connection = await wire.join({
      doc,
      client: 0x9000_0000 + person,
      onUpdate: () => undefined,
      onAck: () => undefined,
    });
    connections.push(connection);
    const updates = [...writeLife(person, mine)];
    letters += countLetters(updates);
    for (let at = 0; at < updates.length; at += batch) {
      const update = batch === 1 ? updates[at]! : Y.mergeUpdates(updates.slice(at, at + batch));
      bytes += update.length;
      connection.push(update).catch((error: unknown) => (failure ??= error));
    }
  }
  const until = performance.now() + PATIENCE_MS;
  while ((await count(wire, doc)) < letters) {
    if (failure instanceof Error) throw failure;
    if (performance.now() > until) throw new Error('The edits did not all arrive.');
    await sleep(LOOK_MS);
  }
  for (const { close } of connections) close();
  return { updates: PEOPLE * Math.ceil(mine / batch), bytes, letters };
}

/** Letters that the document has at the server. */
export async function count(wire: Wire, doc: string): Promise<number> {
  const updates: Uint8Array[] = [];
  await wire.load(doc, (update) => void updates.push(Uint8Array.from(update)));
  return countLetters(updates);
}

/** Opens the document so many times, from nothing each time. */
export async function load(wire: Wire, doc: string, times: number): Promise<Loaded> {
  const took: number[] = [];
  const applied: number[] = [];
  let bytes = 0;
  let letters = 0;
  for (let i = 0; i < times; i++) {
    const updates: Uint8Array[] = [];
    const began = performance.now();
    const { down } = await wire.load(doc, (update) => void updates.push(update));
    took.push(performance.now() - began);
    bytes = down;
    const applying = performance.now();
    letters = countLetters(updates);
    applied.push(performance.now() - applying);
  }
  return { ms: percentile(took, 50), applyMs: percentile(applied, 50), bytes, letters };
}
