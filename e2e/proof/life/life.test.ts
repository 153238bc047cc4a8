import { expect, test } from 'vitest';
import { MODELS } from '../models/models.ts';
import { judge } from './judgement.ts';
import { type LifeTask, runLifeTask } from './life.ts';
import { writingTrace } from './writing-trace.ts';

test('PROOF-9 a life of writing has the keys that it is to have, each at a place that is there', () => {
  const amount = { insertions: 6000, deletions: 2500 };
  const blocks = [0];
  const counts = { insertions: 0, deletions: 0 };
  for (const operation of writingTrace(3, amount)) {
    if (operation.kind === 'type') {
      expect(operation.offset).toBeLessThanOrEqual(blocks[operation.block]!);
      blocks[operation.block]! += 1;
      counts.insertions += 1;
    } else if (operation.kind === 'split') {
      const rest = blocks[operation.block]! - operation.offset;
      expect(rest).toBeGreaterThanOrEqual(0);
      blocks.splice(operation.block, 1, operation.offset, rest);
      counts.insertions += 1;
    } else if (operation.kind === 'delete-text') {
      expect(operation.to).toBeLessThanOrEqual(blocks[operation.block]!);
      blocks[operation.block]! -= 1;
      counts.deletions += 1;
    } else if (operation.kind === 'merge') {
      expect(operation.block).toBeGreaterThan(0);
      const [above = 0, below = 0] = blocks.slice(operation.block - 1);
      blocks.splice(operation.block - 1, 2, above + below);
      counts.deletions += 1;
    }
  }
  expect(counts).toEqual(amount);
  // Letters and Enters that are left; a page without an Enter is one block.
  const left = blocks.reduce((sum, length) => sum + length, 0) + blocks.length - 1;
  expect(left).toBe(amount.insertions - amount.deletions);
  expect(blocks.length).toBeGreaterThan(10);
});

const lives = MODELS.flatMap(({ name }) =>
  (['writing', 'structure'] as const).map((trace) => [trace, name] as const),
);

test.each(lives)(
  'PROOF-10 a life of %s with %s leaves a page that can be written on',
  (trace, model) => {
    const task: LifeTask = { kind: 'life', trace, model, share: 0.002 };
    const lived = runLifeTask(task);
    const row = judge(task, lived);
    expect(row).toMatchObject({ trace, model, edits: lived.edits, editable: true });
    expect(row.bytes).toBe(lived.bytes.length);
    expect(row.letters).toBeGreaterThan(0);
    expect(row.bytesPerLetter).toBeCloseTo(row.bytes / row.letters);
  },
  60_000,
);
