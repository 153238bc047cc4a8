/**
 * Says whether a Node version can run Weft. Kept to old syntax and old APIs: it has to load on the
 * very versions it turns away.
 */

/**
 * @param {string} version as in `process.versions.node`: `20.20.2`
 * @param {string} range comparators `>=`, `<` of full or shortened versions, alternatives with `||`
 * @returns {string | undefined} one sentence for people, or undefined when the version will do
 */
export function nodeVersionProblem(version, range) {
  const fits = range.split('||').some((alternative) =>
    alternative
      .trim()
      .split(/\s+/)
      .every((comparator) => satisfies(version, comparator)),
  );
  if (fits) return undefined;
  return `Weft needs Node ${inWords(range)}, but this is Node ${version}.`;
}

/**
 * @param {string} version
 * @param {string} comparator
 */
function satisfies(version, comparator) {
  const parts = /^(>=|<)(\d+(?:\.\d+){0,2})$/.exec(comparator);
  if (!parts) throw new Error(`Cannot read the comparator "${comparator}" in "engines".`);
  const order = compare(numbers(version), numbers(String(parts[2])));
  return parts[1] === '<' ? order < 0 : order >= 0;
}

/** @param {string} version */
function numbers(version) {
  return version.split('-')[0]?.split('.').map(Number) || [];
}

/**
 * @param {number[]} a
 * @param {number[]} b
 */
function compare(a, b) {
  for (let i = 0; i < 3; i++) {
    const difference = (a[i] || 0) - (b[i] || 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** @param {string} range */
function inWords(range) {
  return range
    .split('||')
    .map((alternative) =>
      alternative
        .trim()
        .replace(/>=(\S+)/, '$1 or newer')
        .replace(/ <(\S+)/, ' (below $1)'),
    )
    .join(', or ');
}
