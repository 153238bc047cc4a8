/**
 * Ids of letters as Yjs names them, in a flat list of threes: client, first clock, how many. Flat because it is
 * kept in the document.
 */
export type IdRanges = readonly number[];

/** Adds `count` ids to the end of `ranges`, where they join the last range if they go on from it. */
export function appendRange(ranges: number[], client: number, clock: number, count: number): void {
  const last = ranges.length - 3;
  const [lastClient, lastClock = 0, lastCount = 0] = ranges.slice(last);
  if (last >= 0 && lastClient === client && lastClock + lastCount === clock) {
    ranges[last + 2] = lastCount + count;
  } else {
    ranges.push(client, clock, count);
  }
}

/** Whether `value` is a list of id ranges. */
export function isIdRanges(value: unknown): value is IdRanges {
  return (
    Array.isArray(value) &&
    value.length % 3 === 0 &&
    value.every((number) => Number.isSafeInteger(number) && (number as number) >= 0)
  );
}

/** Whether every id of `ids` is one of `ranges`. */
export function coversIds(ranges: IdRanges, ids: IdRanges): boolean {
  const byClient = new Map<number, [from: number, to: number][]>();
  for (const [client, clock, count] of threes(ranges)) {
    const list = byClient.get(client);
    if (list) list.push([clock, clock + count]);
    else byClient.set(client, [[clock, clock + count]]);
  }
  for (const list of byClient.values()) list.sort((a, b) => a[0] - b[0]);
  for (const [client, clock, count] of threes(ids)) {
    let next = clock;
    for (const [from, to] of byClient.get(client) ?? []) {
      if (from <= next && next < to) next = to;
    }
    if (next < clock + count) return false;
  }
  return true;
}

function* threes(ranges: IdRanges): Iterable<readonly [number, number, number]> {
  for (let i = 0; i + 2 < ranges.length; i += 3) {
    yield [ranges[i] ?? 0, ranges[i + 1] ?? 0, ranges[i + 2] ?? 0];
  }
}
