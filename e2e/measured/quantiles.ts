/** Of no numbers there is none: `NaN`. */
export const median = (numbers: readonly number[]): number => percentile(numbers, 50);

/** The smallest number that at least `percent` of them do not exceed. */
export function percentile(numbers: readonly number[], percent: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const index = Math.ceil((percent / 100) * sorted.length) - 1;
  return sorted[Math.max(0, index)] ?? NaN;
}
