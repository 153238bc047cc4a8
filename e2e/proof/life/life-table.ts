import { createProgress } from '../../measured/progress.ts';
import type { TableResult } from '../report.ts';
import { runInThreads } from '../threads.ts';
import { judge, type LifeRow } from './judgement.ts';
import { editsOf, LIFE_PATIENCE, type Lived, type LifeTask } from './life.ts';

/** A whole life takes the stock editors hours; they, and ours beside them, get a tenth. */
const LIVES: readonly Omit<LifeTask, 'kind'>[] = [
  { trace: 'writing', model: 'weft', share: 1 },
  { trace: 'writing', model: 'weft', share: 0.1 },
  { trace: 'writing', model: 'stock-v2', share: 0.1 },
  { trace: 'structure', model: 'weft', share: 1 },
  { trace: 'structure', model: 'weft', share: 0.1 },
  { trace: 'structure', model: 'stock-v2', share: 0.1 },
];

/**
 * What documents are like after a long life: one of writing, one of arranging blocks.
 *
 * @param thread the bundled script of a thread
 */
export async function proveLife(thread: URL): Promise<TableResult> {
  const progress = createProgress('life', LIVES.length);
  const lived: { readonly task: LifeTask; readonly result: Lived | undefined }[] = [];
  await runInThreads<LifeTask, Lived>({
    file: thread,
    tasks: LIVES.map((life) => ({ kind: 'life', ...life })),
    // Lives end by themselves; this is for one that does not.
    patience: 3 * LIFE_PATIENCE,
    onResult(task, result) {
      lived.push({ task, result });
      const { trace, model } = task;
      progress.step(`${trace}, ${model}: ${result ? `${result.edits} edits` : 'hung'}`);
    },
  });
  progress.end();
  const inOrder = LIVES.flatMap(({ trace, model, share }) =>
    lived.filter(
      ({ task }) => task.trace === trace && task.model === model && task.share === share,
    ),
  );
  // Times are taken when nothing else runs any more.
  const rows = inOrder.flatMap(({ task, result }) => (result ? [judge(task, result)] : []));
  return lifeTable(
    rows,
    inOrder.flatMap(({ task, result }) => shortfall(task, result)),
  );
}

function shortfall({ trace, model, share }: LifeTask, result: Lived | undefined): string[] {
  const [wanted, minutes] = [editsOf(trace, share), LIFE_PATIENCE / 60_000];
  if (result?.edits === wanted) return [];
  const done = result ? `was ended after ${result.edits} edits, at ${minutes} minutes` : 'hung';
  return [`The life of ${trace} with ${model}, of ${wanted} edits, ${done}.`];
}

function lifeTable(rows: readonly LifeRow[], shortfalls: readonly string[]): TableResult {
  return {
    proof: 'life',
    title: 'A long life',
    rows,
    table: {
      headings: [
        'life',
        'model',
        'edits',
        'letters',
        'KiB',
        'bytes per letter',
        'open ms',
        'open editor ms',
        'editable',
      ],
      lines: rows.map((row) => [
        row.trace,
        row.model,
        String(row.edits),
        String(row.letters),
        (row.bytes / 1024).toFixed(0),
        row.bytesPerLetter.toFixed(1),
        row.open.toFixed(0),
        row.openEditor.toFixed(0),
        row.editable ? 'yes' : 'no',
      ]),
    },
    notes: [
      'Writing: runs of typing and Backspace with jumps in between, in the amounts of the recorded LaTeX paper that',
      'CRDTs are commonly measured with; the trace is generated, no recording. Structure: splits, merges, moves,',
      'indents, turns into other types and deletions on a page of 200 to 400 blocks. Every thousand edits the page is',
      'opened anew by another client. Open: medians, of the model and of an editor without a DOM; a stock model is',
      'nothing without one. Editable: a letter typed in the middle comes to a second person, and both see the same.',
      'Stock V2 lives a tenth, because a whole life would take it hours; stock V1, slower still, is left out.',
      ...shortfalls,
    ],
  };
}
