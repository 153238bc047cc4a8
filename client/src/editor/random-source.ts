import type { RandomSource } from '@weft/shared/model/block-id';

const VALUES = 2 ** 32;

/** Numbers from 0 up to and without 1 from the browser's own generator, for ids that nobody else mints. */
export const cryptoRandom: RandomSource = () => {
  const [value = 0] = crypto.getRandomValues(new Uint32Array(1));
  return value / VALUES;
};
