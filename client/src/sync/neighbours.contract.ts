import { expect, test } from 'vitest';
import type { Neighbours } from './ports.ts';
import { docId } from './testing/ids.ts';

/** What lets tabs talk to each other does this. @param open two tabs of one browser */
export function neighboursContract(
  open: () => readonly [Neighbours, Neighbours],
  pass: () => Promise<void>,
): void {
  function joined(neighbours: Neighbours, n = 1) {
    const heard: string[] = [];
    const channel = neighbours.join(docId(n), (bytes) => heard.push([...bytes].join()));
    return { ...channel, heard };
  }

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await pass();
  }

  test('NEAR-1 SYNC-11 neighbours: what one tells all others hear, in order, and not oneself', async () => {
    const [here, there] = open();
    const [one, two, three] = [joined(here), joined(there), joined(there)];
    for (let i = 0; i < 5; i++) one.tell(Uint8Array.of(i, 255));
    await until(() => three.heard.length === 5 && two.heard.length === 5);
    two.tell(Uint8Array.of(9));
    await until(() => one.heard.length === 1);
    const five = [0, 1, 2, 3, 4].map((i) => `${i},255`);
    expect([one.heard, two.heard, three.heard]).toEqual([['9'], five, [...five, '9']]);
    for (const { leave } of [one, two, three]) leave();
  });

  test('NEAR-1 SYNC-11 neighbours: nobody hears of another document', async () => {
    const [here, there] = open();
    const [one, other, two] = [joined(here), joined(there, 2), joined(there)];
    one.tell(Uint8Array.of(1));
    await until(() => two.heard.length === 1);
    expect(other.heard).toEqual([]);
    for (const { leave } of [one, other, two]) leave();
  });

  test('NEAR-1 SYNC-11 neighbours: what is told may be changed afterwards', async () => {
    const [here, there] = open();
    const [one, two] = [joined(here), joined(there)];
    const bytes = Uint8Array.of(1, 2);
    one.tell(bytes);
    bytes.fill(9);
    await until(() => two.heard.length === 1);
    expect(two.heard).toEqual(['1,2']);
    for (const { leave } of [one, two]) leave();
  });

  test('NEAR-1 SYNC-11 neighbours: who has left tells nobody and hears nothing', async () => {
    const [here, there] = open();
    const [one, two, three] = [joined(here), joined(there), joined(there)];
    two.leave();
    two.tell(Uint8Array.of(2));
    one.tell(Uint8Array.of(1));
    await until(() => three.heard.length === 1);
    await pass();
    expect([one.heard, two.heard, three.heard]).toEqual([[], [], ['1']]);
    two.leave();
    for (const { leave } of [one, three]) leave();
  });
}
