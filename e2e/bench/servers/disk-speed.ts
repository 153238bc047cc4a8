import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { percentile } from '../../measured/quantiles.ts';
import { benchFolder } from './server.ts';

const ROUNDS = 200;
const BYTES = 46;

/** How long this machine's disk takes to make a short line durable: what every acknowledgement waits for at least. */
export function describeDisk(): string {
  const file = openSync(join(benchFolder(), 'line'), 'a');
  const line = Buffer.alloc(BYTES);
  const took = Array.from({ length: ROUNDS }, () => {
    writeSync(file, line);
    const began = performance.now();
    fdatasyncSync(file);
    return performance.now() - began;
  });
  closeSync(file);
  const [p50, p99] = [50, 99].map((percent) => percentile(took, percent).toFixed(2));
  return `a sync of the disk takes ${p50} ms, p99 ${p99} ms`;
}
