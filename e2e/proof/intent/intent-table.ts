import type { ModelName } from '../models/model.ts';
import { MODELS } from '../models/models.ts';
import { createProgress } from '../../measured/progress.ts';
import type { TableResult } from '../report.ts';
import { runInThreads } from '../threads.ts';
import { MIXES } from './mixes.ts';
import type { StoryResult } from './story.ts';
import type { IntentTask } from './task.ts';

/** Mean number of operations between two exchanges of a pair of peers. */
const LAGS = [2, 10] as const;
const OPERATIONS = 120;
const SEEDS = 400;
/** The stock bindings take ten times as long and lose letters in every seed: a tenth of the seeds tells enough of them. */
const STOCK_SEEDS = 40;
/** Milliseconds. A story takes a few tenths of a second; one that takes this long hardly ever ends. */
const PATIENCE = 10_000;

/** A cell of the table, summed over its seeds. */
export interface IntentRow {
  readonly mix: string;
  readonly lag: number;
  readonly model: ModelName;
  readonly seeds: number;
  typed: number;
  lost: number;
  doubled: number;
  /** Seeds in which somebody's page differs from another's, or from the page opened again. */
  diverged: number;
  threw: number;
  /** Seeds in which the model hung; what they would have lost is not counted. */
  hung: number;
}

/**
 * Letters lost and doubled by three people's operations, for each model, mix and lag.
 *
 * @param thread the bundled script of a thread
 * @param seeds how many for each model instead of their own numbers
 */
export async function proveIntent(thread: URL, seeds?: number): Promise<TableResult> {
  const rows = emptyRows(seeds);
  const tasks = rows.flatMap((row) => tasksOf(row));
  const progress = createProgress('intent', tasks.length);
  await runInThreads<IntentTask, StoryResult>({
    file: thread,
    tasks,
    patience: PATIENCE,
    onResult(task, story) {
      addStory(rows, task, story);
      progress.step();
    },
  });
  progress.end();
  return intentTable(rows);
}

function emptyRows(seeds: number | undefined): IntentRow[] {
  const none = { typed: 0, lost: 0, doubled: 0, diverged: 0, threw: 0, hung: 0 };
  return MIXES.flatMap(({ name: mix }) =>
    LAGS.flatMap((lag) =>
      MODELS.map(({ name: model }) => {
        const own = model === 'weft' ? SEEDS : STOCK_SEEDS;
        return { mix, lag, model, seeds: seeds ?? own, ...none };
      }),
    ),
  );
}

const tasksOf = ({ mix, lag, model, seeds }: IntentRow): IntentTask[] =>
  Array.from({ length: seeds }, (_, index) => ({
    kind: 'intent',
    mix,
    lag,
    model,
    seed: index + 1,
    operations: OPERATIONS,
  }));

function addStory(rows: readonly IntentRow[], task: IntentTask, story?: StoryResult): void {
  const row = rows.find(
    ({ mix, lag, model }) => mix === task.mix && lag === task.lag && model === task.model,
  );
  if (row === undefined) return;
  if (story === undefined) {
    row.hung += 1;
    return;
  }
  row.typed += story.typed;
  row.lost += story.lost;
  row.doubled += story.doubled;
  row.diverged += Number(story.diverged);
  row.threw += story.threw;
}

function intentTable(rows: readonly IntentRow[]): TableResult {
  return {
    proof: 'intent',
    title: `Intent: what becomes of letters (3 people x ${OPERATIONS} operations)`,
    rows,
    table: {
      headings: [
        'mix',
        'lag',
        'model',
        'seeds',
        'letters',
        'lost',
        '',
        'doubled',
        '',
        'diverged',
        'threw',
        'hung',
      ],
      lines: rows.map((row) => [
        row.mix,
        String(row.lag),
        row.model,
        String(row.seeds),
        String(row.typed),
        String(row.lost),
        percent(row.lost, row.typed),
        String(row.doubled),
        percent(row.doubled, row.typed),
        String(row.diverged),
        String(row.threw),
        String(row.hung),
      ]),
    },
    notes: [
      "Lag: operations between two exchanges of a pair, on average. Lost: on nobody's page, though nobody who saw",
      'it deleted it and its author did not undo it. Doubled: more than once on a page. Both are counted on the page',
      'opened again. Diverged: seeds in which two people, or one of them and the page opened again, see different',
      'pages. Threw: exceptions inside the model or its editor. Hung: seeds not finished within ten seconds; they',
      'count for nothing else.',
    ],
  };
}

const percent = (part: number, whole: number): string =>
  `${whole === 0 ? '0.00' : ((100 * part) / whole).toFixed(2)} %`;
