import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownOf, putBetweenMarks } from './markdown.ts';
import { plotOf } from './plot.ts';
import type { BenchResult } from './result.ts';

/** Puts the result and its plot beside the benchmark, and the table into the README of the repository at `root`. */
export function writeResult(root: string, result: BenchResult): void {
  const folder = join(root, 'e2e/bench/results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'bench.json'), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(join(folder, 'bench.svg'), plotOf(result));
  const readme = join(root, 'README.md');
  writeFileSync(readme, putBetweenMarks(readFileSync(readme, 'utf8'), markdownOf(result)));
}
