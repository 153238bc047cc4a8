import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Random } from '@weft/shared/testing/random';
import type { Step } from './write-trace.ts';

/**
 * A disk that loses power after some steps of a process: what was synced is there, and of what was not, nothing, all
 * of it or whatever chance leaves, as drives do that write in an order of their own.
 */
export class CutDisk {
  readonly #synced = new Map<string, Buffer>();
  readonly #waiting: { index: number; step: Exclude<Step, { kind: 'sync' | 'answer' }> }[] = [];
  #index = 0;
  /** The offset of the last row of which somebody was told that it is saved. */
  answered = 0;

  /** The process does one step more. */
  take(step: Step): void {
    const index = this.#index++;
    if (step.kind === 'answer') this.answered = Math.max(this.answered, step.offset);
    else if (step.kind === 'sync') {
      for (let i = 0; i < this.#waiting.length;) {
        const { index: made, step: one } = this.#waiting[i]!;
        // A name that was taken away is data of its folder.
        const holder = one.kind === 'remove' ? dirname(one.file) : one.file;
        if (holder === step.file && made < step.since) {
          apply(this.#synced, one);
          this.#waiting.splice(i, 1);
        } else i += 1;
      }
    } else this.#waiting.push({ index, step });
  }

  /** Writes into `folder` what is there when the power goes now. */
  cut(folder: string, left: 'nothing' | 'everything' | Random): void {
    mkdirSync(folder, { recursive: true });
    const files = new Map([...this.#synced].map(([name, bytes]) => [name, Buffer.from(bytes)]));
    for (const { step } of this.#waiting) {
      const stays = left === 'everything' || (left !== 'nothing' && left.chance(0.5));
      if (stays) apply(files, step);
    }
    for (const [file, bytes] of files) writeFileSync(join(folder, basename(file)), bytes);
  }
}

function apply(files: Map<string, Buffer>, step: Exclude<Step, { kind: 'sync' | 'answer' }>): void {
  if (step.kind === 'remove') return void files.delete(step.file);
  const before = files.get(step.file) ?? Buffer.alloc(0);
  if (step.kind === 'truncate') {
    const after = Buffer.alloc(step.size);
    before.copy(after, 0, 0, Math.min(before.length, step.size));
    return void files.set(step.file, after);
  }
  const size = Math.max(before.length, step.at + step.bytes.length);
  const after =
    size === before.length ? before : Buffer.concat([before, Buffer.alloc(size - before.length)]);
  step.bytes.copy(after, step.at);
  files.set(step.file, after);
}
