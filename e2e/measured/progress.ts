/** Tells on stderr how far something has come: in place on a terminal, a line per tenth elsewhere. */
export interface Progress {
  /** @param result what came of the step, to be told at once where steps take minutes */
  step(result?: string): void;
  end(): void;
}

/** @param total how many steps there will be */
export function createProgress(label: string, total: number): Progress {
  const { stderr } = process;
  let done = 0;
  let tenths = 0;
  return {
    step(result) {
      done += 1;
      if (result !== undefined)
        stderr.write(`${stderr.isTTY ? '\r\x1b[K' : ''}${label}: ${result}\n`);
      if (stderr.isTTY) stderr.write(`\r${label}: ${done} of ${total}`);
      else if (Math.floor((done / total) * 10) > tenths) {
        tenths = Math.floor((done / total) * 10);
        stderr.write(`${label}: ${tenths * 10} %\n`);
      }
    },
    end() {
      if (stderr.isTTY) stderr.write('\r\x1b[K');
    },
  };
}
