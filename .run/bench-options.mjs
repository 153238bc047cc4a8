/** The rows of `npm run bench`, in the order in which they are measured. */
const BENCH_ROWS = [
  'propagation',
  'saturation',
  'hot-page',
  'memory',
  'disk',
  'kill',
  'cold-load',
  'bytes',
  'idle',
  'streams',
  'storm',
];

/**
 * @typedef {object} BenchArguments
 * @property {string[]} rows in the order in which they are measured
 * @property {boolean} json
 * @property {boolean} quick
 * @property {boolean} write
 */

/**
 * Reads the command line of `npm run bench`.
 *
 * @param {string[]} args
 * @returns {BenchArguments | string} one sentence for people where it cannot be understood
 */
export function readBenchOptions(args) {
  /** @type {BenchArguments} */
  const options = { rows: BENCH_ROWS, json: false, quick: false, write: false };
  const rest = [...args];
  for (let option = rest.shift(); option !== undefined; option = rest.shift()) {
    if (option === '--json') options.json = true;
    else if (option === '--quick') options.quick = true;
    else if (option === '--write') options.write = true;
    else if (option === '--only') {
      const names = (rest.shift() ?? '').split(',');
      const unknown = names.find((name) => !BENCH_ROWS.includes(name));
      if (unknown !== undefined) {
        return `There is no row "${unknown}"; there are ${BENCH_ROWS.join(', ')}.`;
      }
      options.rows = BENCH_ROWS.filter((name) => names.includes(name));
    } else {
      return `There is no option "${option}"; there are --only, --json, --quick and --write.`;
    }
  }
  return options;
}
