import type { Random } from '@weft/shared/testing/random';
import { BLOCK_KINDS, type BlockView, type Operation } from '../models/model.ts';
import type { IntentKind, Mix } from './mixes.ts';

/**
 * What one person means to do, independent of any model: places are fractions of whatever the person sees,
 * so that each model gets the very same intents even when its page looks different by then.
 */
export interface Intent {
  readonly kind: IntentKind;
  readonly block: number;
  readonly from: number;
  readonly to: number;
  readonly choice: number;
  readonly letters: string;
}

const LETTERS_TYPED = 3;
/** Where a block is only deleted or merged away while more than this many are left. */
const FEWEST_BLOCKS = 2;

/** Draws the next intent. The number of draws is always the same. */
export function drawIntent(random: Random, mix: Mix, next: (count: number) => string): Intent {
  const kind = drawKind(random, mix);
  return {
    kind,
    block: random.next(),
    from: random.next(),
    to: random.next(),
    choice: random.next(),
    letters: kind === 'type' ? next(LETTERS_TYPED) : '',
  };
}

function drawKind(random: Random, mix: Mix): IntentKind {
  const weights = Object.entries(mix.weights) as [IntentKind, number][];
  let rest = random.next() * weights.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [kind, weight] of weights) {
    rest -= weight;
    if (rest < 0) return kind;
  }
  return 'type';
}

/** What the intent comes to on the page that its person sees; nothing where that page has no place for it. */
export function resolveIntent(intent: Intent, page: readonly BlockView[]): Operation | undefined {
  const { kind } = intent;
  const pool = indexes(page, kind);
  const at = Math.floor(intent.block * pool.length);
  const block = pool[at];
  if (kind === 'undo') return { kind };
  if (block === undefined) return undefined;
  const { length } = page[block]?.text ?? '';
  const offset = Math.floor(intent.from * (length + 1));
  const [from, to] = range(intent, length);
  switch (kind) {
    case 'type':
      return { kind, block, offset, text: intent.letters };
    case 'split':
      return { kind, block, offset };
    case 'format':
      if (from === to) return undefined;
      return { kind, block, from, to, mark: intent.choice < 0.5 ? 'bold' : 'italic' };
    case 'delete-text':
      return from === to ? undefined : { kind, block, from, to };
    case 'turn-into':
      return { kind, block, into: pick(BLOCK_KINDS, intent.choice) };
    case 'indent':
      return { kind, block, by: intent.choice < 0.6 ? 1 : -1 };
    case 'move': {
      const before = pool[Math.floor(intent.to * (pool.length + 1))];
      return before === block ? undefined : { kind, block, before };
    }
    case 'merge':
      // Below a table there is nothing to merge into.
      return at === 0 || pool[at - 1] !== block - 1 ? undefined : { kind, block };
    case 'delete-block':
      return pool.length > FEWEST_BLOCKS ? { kind, block } : undefined;
    case 'insert-row':
    case 'insert-column':
    case 'delete-row':
    case 'delete-column':
      return { kind, block };
  }
}

/** Text is typed, formatted and deleted anywhere; blocks are arranged outside of tables. */
function indexes(page: readonly BlockView[], kind: IntentKind): number[] {
  const anywhere = kind === 'type' || kind === 'format' || kind === 'delete-text';
  const inCells = kind.endsWith('-row') || kind.endsWith('-column');
  return page.flatMap(({ cell }, index) => (anywhere || cell === inCells ? [index] : []));
}

function range({ from, to }: Intent, length: number): [number, number] {
  const ends = [Math.floor(from * (length + 1)), Math.floor(to * (length + 1))];
  return [Math.min(...ends), Math.max(...ends)];
}

const pick = <T>(items: readonly [T, ...T[]] | readonly T[], fraction: number): T =>
  items[Math.floor(fraction * items.length)]!;
