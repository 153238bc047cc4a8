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
  const byClient = spansByClient(ranges);
  for (const [client, clock, count] of threes(ids)) {
    const span = lastFrom(byClient.get(client) ?? [], clock);
    if (count > 0 && (!span || span.to < clock + count)) return false;
  }
  return true;
}

interface Span {
  readonly from: number;
  to: number;
}

/** The ids of each client as spans that neither touch nor overlap, in order. */
function spansByClient(ranges: IdRanges): Map<number, Span[]> {
  const byClient = new Map<number, Span[]>();
  const sorted = [...threes(ranges)].toSorted(([, a], [, b]) => a - b);
  for (const [client, clock, count] of sorted) {
    const spans = byClient.get(client) ?? [];
    byClient.set(client, spans);
    const last = spans.at(-1);
    if (last && clock <= last.to) last.to = Math.max(last.to, clock + count);
    else spans.push({ from: clock, to: clock + count });
  }
  return byClient;
}

/** The last span that does not begin after `clock`. */
function lastFrom(spans: readonly Span[], clock: number): Span | undefined {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.from ?? 0) <= clock) low = middle + 1;
    else high = middle;
  }
  return spans[low - 1];
}

function* threes(ranges: IdRanges): Iterable<readonly [number, number, number]> {
  for (let i = 0; i + 2 < ranges.length; i += 3) {
    yield [ranges[i] ?? 0, ranges[i + 1] ?? 0, ranges[i + 2] ?? 0];
  }
}
