import { describe, expect, test } from 'vitest';
import type { Operation, ProofModel, ProofPeer } from '../models/model.ts';
import { MODELS } from '../models/models.ts';
import { weft } from '../models/weft.ts';
import { MIXES } from './mixes.ts';
import { type StoryResult, tellStory } from './story.ts';

const mixNamed = (name: string) => MIXES.find((mix) => mix.name === name)!;

function tell(model: ProofModel, mix: string, lag: number, seeds = 2): StoryResult[] {
  return Array.from({ length: seeds }, (_, index) =>
    tellStory(model, { mix: mixNamed(mix), seed: index + 1, lag, operations: 60 }),
  );
}

const faults = ({ lost, doubled, diverged, threw }: StoryResult) => ({
  lost,
  doubled,
  diverged,
  threw,
});
const NONE = { lost: 0, doubled: 0, diverged: false, threw: 0 };

/** A model that is right but for one thing. */
function faulty(plant: (peer: ProofPeer, client: number) => Partial<ProofPeer>): ProofModel {
  return {
    ...weft,
    open(client, bytes) {
      const peer = weft.open(client, bytes);
      return { ...peer, ...plant(peer, client) };
    },
  };
}

describe('a planted fault is seen', () => {
  test('PROOF-1 a model that loses a letter of each word', () => {
    const losing = faulty(({ apply }) => ({
      apply: (operation) =>
        apply(
          operation.kind === 'type' ? { ...operation, text: operation.text.slice(1) } : operation,
        ),
    }));
    for (const { typed, lost, ...rest } of tell(losing, 'typing', 2)) {
      expect(lost).toBe(60);
      expect(typed).toBeGreaterThan(lost);
      expect(rest).toEqual({ doubled: 0, diverged: false, threw: 0 });
    }
  });

  test('PROOF-1 a model that writes a letter of each word twice', () => {
    const doubling = faulty(({ apply }) => ({
      apply: (operation) =>
        apply(
          operation.kind === 'type'
            ? { ...operation, text: operation.text + operation.text.slice(0, 1) }
            : operation,
        ),
    }));
    for (const result of tell(doubling, 'typing', 2)) {
      expect(faults(result)).toEqual({ ...NONE, doubled: 60 });
    }
  });

  test('PROOF-1 a model that loses what teammates type into a block that is split', () => {
    const losing = faulty((peer) => ({
      apply(operation) {
        const { block } = operation as { block: number };
        if (operation.kind !== 'split') return peer.apply(operation);
        const { text } = peer.blocks()[block]!;
        peer.apply({ kind: 'delete-text', block, from: 0, to: text.length });
        peer.apply({ kind: 'type', block, offset: 0, text });
        peer.apply(operation);
        return '';
      },
    }));
    const results = tell(losing, 'split', 10, 4);
    expect(results.some(({ doubled }) => doubled > 0)).toBe(true);
  });

  test('PROOF-1 a person who does not get what teammates do', () => {
    const diverging = faulty((_, client) =>
      client >= 3000 && client < 4000 ? { receive() {} } : {},
    );
    for (const result of tell(diverging, 'typing', 2)) expect(result.diverged).toBe(true);
  });

  test('PROOF-1 a person who sees something else than one who opens the page', () => {
    const diverging = faulty(({ content }, client) =>
      client < 2000 ? { content: () => `${content()} and more` } : {},
    );
    for (const result of tell(diverging, 'typing', 2)) {
      expect(faults(result)).toEqual({ ...NONE, diverged: true });
    }
  });

  test('PROOF-1 a model that throws, and goes on', () => {
    const throwing = faulty(({ apply }) => ({
      apply(operation) {
        if (operation.kind === 'split') throw new Error('No.');
        return apply(operation);
      },
    }));
    for (const result of tell(throwing, 'split', 2)) {
      expect(result.threw).toBeGreaterThan(0);
      expect(faults(result)).toEqual({ ...NONE, threw: result.threw });
    }
  });
});

describe('each model', () => {
  test.each(MODELS.map((model) => [model.name, model] as const))(
    'PROOF-2 of %s loses and doubles nothing as long as everybody has everything at once',
    (_, model) => {
      for (const mix of [
        'typing',
        'format',
        'turn-into',
        'indent',
        'move',
        'split',
        'merge',
        'delete',
      ]) {
        for (const result of tell(model, mix, 0, 1))
          expect({ mix, ...faults(result) }).toEqual({ mix, ...NONE });
      }
    },
    60_000,
  );

  test.each(MODELS.map((model) => [model.name, model] as const))(
    'PROOF-2 of %s does each operation of the mixes',
    (_, model) => {
      const done = new Set<Operation['kind']>();
      const watched: ProofModel = {
        ...model,
        open(client, bytes) {
          const peer = model.open(client, bytes);
          const apply = (operation: Operation): string => {
            const before = peer.content();
            const asked = peer.apply(operation);
            if (peer.content() !== before) done.add(operation.kind);
            return asked;
          };
          return { ...peer, apply };
        },
      };
      for (const { name } of MIXES) tell(watched, name, 0, 1);
      const kinds = MIXES.flatMap(({ weights }) => Object.keys(weights));
      expect([...done].toSorted()).toEqual([...new Set(kinds)].toSorted());
    },
    60_000,
  );

  test('PROOF-3 the same seed tells every model the same story', () => {
    const [first, ...others] = MODELS.map((model) => {
      const told: string[] = [];
      const recording: ProofModel = {
        ...model,
        open(client, bytes) {
          const peer = model.open(client, bytes);
          const apply = (operation: Operation): string => {
            told.push(`${client} ${JSON.stringify(operation)}`);
            return peer.apply(operation);
          };
          return { ...peer, apply };
        },
      };
      for (const mix of ['typing', 'format', 'turn-into', 'indent']) tell(recording, mix, 0, 1);
      return told;
    });
    expect(first!.length).toBeGreaterThan(200);
    for (const other of others) expect(other).toEqual(first);
  });
});
