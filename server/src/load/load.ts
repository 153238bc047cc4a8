/**
 * Port: how much the server has to do, as what follows from it. Intervals are milliseconds, and 0 while there is room for
 * all; they are asked for as often as requests come.
 */
export interface Load {
  /** From one request of a writer to its next one, as the server wishes. */
  paceMs(): number;
  /** From the beginning of one commit to that of the next one. */
  commitMs(): number;
}

/** Room for all, always. */
export const NO_LOAD: Load = { paceMs: () => 0, commitMs: () => 0 };
