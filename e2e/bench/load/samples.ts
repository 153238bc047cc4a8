/** Many numbers, kept cheaply until they are asked for. */
export interface Samples {
  readonly count: number;
  readonly largest: number;
  add(value: number): void;
  /** The smallest number that at least `percent` of them do not exceed; `NaN` of none. */
  percentile(percent: number): number;
}

export function createSamples(): Samples {
  let values = new Float64Array(4096);
  let count = 0;
  let largest = 0;
  let sorted = 0;
  return {
    get count() {
      return count;
    },
    get largest() {
      return largest;
    },
    add(value) {
      if (count === values.length) {
        const more = new Float64Array(count * 2);
        more.set(values);
        values = more;
      }
      values[count++] = value;
      if (value > largest) largest = value;
    },
    percentile(percent) {
      if (count === 0) return NaN;
      if (sorted !== count) values.subarray(0, count).sort();
      sorted = count;
      return values[Math.max(0, Math.ceil((percent / 100) * count) - 1)]!;
    },
  };
}
