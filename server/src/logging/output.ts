import { pino, type DestinationStream } from 'pino';
import { terminalLine } from './terminal-line.ts';

/** Where lines go, and how to see to it that none is left behind. */
export interface Output {
  readonly destination: DestinationStream;
  flush(): void;
}

/** Bytes that may wait for whoever reads the lines; what comes after that is dropped rather than waited for. */
const MAX_WAITING_BYTES = 1024 * 1024;

/** Standard output: JSON for programs, and words for a person at a terminal. */
export function standardOutput(): Output {
  if (process.stdout.isTTY) {
    const write = (json: string): void => void process.stdout.write(terminalLine(json));
    return { destination: { write }, flush: () => undefined };
  }
  const destination = pino.destination({ dest: 1, sync: false, maxLength: MAX_WAITING_BYTES });
  // A reader that went away is no reason to end: it was only told what happens.
  destination.on('error', () => undefined);
  return {
    destination,
    flush() {
      try {
        destination.flushSync();
      } catch {
        // Nobody is there to read it.
      }
    },
  };
}
