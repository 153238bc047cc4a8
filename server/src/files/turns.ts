/** Does `work` once all work that was given for the same key before is done. */
export type Turns = <T>(key: string, work: () => Promise<T>) => Promise<T>;

/** One at a time for each key, side by side for different ones. */
export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const turn = (last.get(key) ?? Promise.resolve()).then(work);
    const settled = turn.catch(() => undefined);
    last.set(key, settled);
    void settled.then(() => {
      if (last.get(key) === settled) last.delete(key);
    });
    return turn;
  };
}
