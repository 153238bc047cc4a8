import fc from 'fast-check';

/**
 * fast-check with the same cases in every run, so that a failure comes back when it is looked for. `WEFT_SEED` is another
 * seed, to search with; a case that it finds becomes a test with a name.
 */
// oxlint-disable-next-line no-restricted-globals -- Browsers have no such thing, and take the usual seed.
const seed = typeof process === 'undefined' ? undefined : process.env['WEFT_SEED'];
fc.configureGlobal({ seed: Number(seed ?? 1) });

export { fc };
