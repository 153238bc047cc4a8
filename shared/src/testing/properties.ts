import fc from 'fast-check';

/**
 * fast-check with the same cases in every run, so that a failure comes back when it is looked for. `WEFT_SEED` is another
 * seed, to search with; a case that it finds becomes a test with a name.
 */
// oxlint-disable-next-line no-restricted-globals -- Properties are tried in Node alone.
fc.configureGlobal({ seed: Number(process.env['WEFT_SEED'] ?? 1) });

export { fc };
