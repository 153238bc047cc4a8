/** The tables of `npm run proof`, in the order in which they are made. */
const PROOF_TABLES = ['intent', 'convergence', 'speed', 'life'];

/**
 * @typedef {object} ProofArguments
 * @property {string[]} tables in the order in which they are made
 * @property {number} [seeds]
 * @property {boolean} json
 */

/**
 * Reads the command line of `npm run proof`.
 *
 * @param {string[]} args
 * @returns {ProofArguments | string} one sentence for people where it cannot be understood
 */
export function readProofOptions(args) {
  /** @type {ProofArguments} */
  const options = { tables: PROOF_TABLES, json: false };
  const rest = [...args];
  for (let option = rest.shift(); option !== undefined; option = rest.shift()) {
    if (option === '--json') options.json = true;
    else if (option === '--seeds') {
      const number = rest.shift() ?? '';
      if (!/^[1-9]\d{0,5}$/.test(number)) {
        return `--seeds needs a number from 1 to 999999, not "${number}".`;
      }
      options.seeds = Number(number);
    } else if (option === '--only') {
      const names = (rest.shift() ?? '').split(',');
      const unknown = names.find((name) => !PROOF_TABLES.includes(name));
      if (unknown !== undefined) {
        return `There is no table "${unknown}"; there are ${PROOF_TABLES.join(', ')}.`;
      }
      options.tables = PROOF_TABLES.filter((name) => names.includes(name));
    } else return `There is no option "${option}"; there are --only, --seeds and --json.`;
  }
  return options;
}
