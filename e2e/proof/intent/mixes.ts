import type { PageBlock } from '../models/model.ts';

/** What can be meant by a person, before it is known which block of the page it is meant for. */
export type IntentKind =
  | 'type'
  | 'format'
  | 'turn-into'
  | 'indent'
  | 'move'
  | 'split'
  | 'merge'
  | 'delete-block'
  | 'delete-text'
  | 'undo'
  | 'insert-row'
  | 'insert-column'
  | 'delete-row'
  | 'delete-column';

/** Which operations are mixed, how often, and on what page. */
export interface Mix {
  readonly name: string;
  readonly weights: Readonly<Partial<Record<IntentKind, number>>>;
  /** Blocks of the seeded page. */
  readonly blocks: number;
  readonly page: 'texts' | 'bulleted' | 'both';
  readonly table: boolean;
}

const TABLE_WEIGHTS = {
  'insert-row': 1,
  'insert-column': 1,
  'delete-row': 1,
  'delete-column': 1,
} as const;

const texts = { blocks: 12, page: 'texts', table: false } as const;

/**
 * Each mix is typing and one other thing. What makes blocks disappear is rarer and begins with more of them,
 * or there would soon be one block left and nothing to go wrong.
 */
export const MIXES: readonly Mix[] = [
  { name: 'typing', weights: { type: 1 }, ...texts },
  { name: 'format', weights: { type: 2, format: 1 }, ...texts },
  { name: 'turn-into', weights: { type: 2, 'turn-into': 1 }, ...texts },
  { name: 'indent', weights: { type: 2, indent: 1 }, ...texts, page: 'bulleted' },
  { name: 'move', weights: { type: 2, move: 1 }, ...texts },
  { name: 'split', weights: { type: 2, split: 1 }, ...texts, blocks: 6 },
  { name: 'merge', weights: { type: 7, merge: 1 }, ...texts, blocks: 20 },
  {
    name: 'delete',
    weights: { type: 6, 'delete-block': 1, 'delete-text': 1 },
    ...texts,
    blocks: 20,
  },
  { name: 'undo', weights: { type: 2, undo: 1 }, ...texts },
  { name: 'tables', weights: { type: 8, ...TABLE_WEIGHTS }, ...texts, blocks: 6, table: true },
  {
    name: 'all',
    weights: {
      type: 32,
      format: 4,
      'turn-into': 4,
      indent: 4,
      move: 4,
      split: 6,
      merge: 3,
      'delete-block': 1,
      'delete-text': 2,
      undo: 4,
      ...TABLE_WEIGHTS,
    },
    blocks: 12,
    page: 'both',
    table: true,
  },
];

const TABLE_SIZE = 3;
/** Every fourth block and every cell but one begins empty: first words are a case of their own. */
const LETTERS_IN = [6, 3, 9, 0] as const;

/** The page of a mix; each of its letters is taken from `next`, so that no letter stands on it twice. */
export function pageOf(mix: Mix, next: (count: number) => string): PageBlock[] {
  const page: PageBlock[] = Array.from({ length: mix.blocks }, (_, index) => ({
    kind: mix.page === 'bulleted' || (mix.page === 'both' && index % 6 > 2) ? 'bulleted' : 'text',
    text: next(LETTERS_IN[index % LETTERS_IN.length] ?? 0),
  }));
  if (!mix.table) return page;
  const rows = Array.from({ length: TABLE_SIZE }, (_, row) =>
    Array.from({ length: TABLE_SIZE }, (_, column) => (row === column ? next(2) : '')),
  );
  const middle = Math.floor(page.length / 2);
  return [...page.slice(0, middle), { kind: 'table', rows }, ...page.slice(middle)];
}
