import { constants } from 'node:os';
import { chromium, type LaunchOptions } from '@playwright/test';
import type { ModelName } from '../models/model.ts';
import { MODELS } from '../models/models.ts';
import { createProgress } from '../../measured/progress.ts';
import type { TableResult } from '../report.ts';
import { LETTERS_PER_BLOCK } from './documents.ts';
import { measure, type SpeedRow } from './measure.ts';
import { servePage } from './page-server.ts';

const SIZES = [1000, 2000, 5000, 10_000] as const;
/** What the others are compared with: the faster of the stock bindings. */
const YARDSTICK: ModelName = 'stock-v2';

/**
 * How fast an editor is in Chromium, for each model and size of a page.
 *
 * @param page the folder of the bundled page
 * @param launch how to start Chromium
 */
export async function proveSpeed(page: URL, launch: LaunchOptions): Promise<TableResult> {
  const server = await servePage(page);
  const stopWatching = exitOnSignals();
  const browser = await chromium.launch({
    ...launch,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const progress = createProgress('speed', SIZES.length * MODELS.length);
  const rows: SpeedRow[] = [];
  for (const blocks of SIZES) {
    for (const model of MODELS) {
      const row = await measure(browser, server, model, blocks);
      rows.push(row);
      const { keystroke, open } = row;
      progress.step(
        `${blocks} ${model.name}: key ${keystroke.toFixed(1)}, open ${open.toFixed(0)} ms`,
      );
    }
  }
  progress.end();
  const version = browser.version();
  await browser.close();
  server.close();
  stopWatching();
  return speedTable(rows, version);
}

/**
 * Ends with exit code 128 and the signal's number, as without a listener, but lets Playwright take its browser along.
 * Its own listeners close the browser first, upon which whoever waits for it fails.
 */
function exitOnSignals(): () => void {
  const exits = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map((signal) => {
    const exit = (): never => process.exit(128 + constants.signals[signal]);
    process.once(signal, exit);
    return () => void process.off(signal, exit);
  });
  return () => exits.forEach((remove) => remove());
}

function speedTable(rows: readonly SpeedRow[], version: string): TableResult {
  return {
    proof: 'speed',
    title: `Speed in Chromium ${version} (blocks of ${LETTERS_PER_BLOCK} letters)`,
    rows,
    table: {
      headings: [
        'blocks',
        'model',
        'key ms',
        'p90',
        '',
        'remote key ms',
        'p90',
        '',
        'open ms',
        '',
        'heap MiB',
        '',
        'KiB',
        '',
      ],
      lines: rows.map((row) => {
        const yardstick = rows.find(
          (each) => each.model === YARDSTICK && each.blocks === row.blocks,
        );
        const ratio = (of: keyof SpeedRow): string =>
          yardstick && row !== yardstick
            ? `x${(Number(row[of]) / Number(yardstick[of])).toFixed(2)}`
            : '';
        return [
          String(row.blocks),
          row.model,
          row.keystroke.toFixed(1),
          row.keystrokeP90.toFixed(1),
          ratio('keystroke'),
          row.remote.toFixed(1),
          row.remoteP90.toFixed(1),
          ratio('remote'),
          row.open.toFixed(0),
          ratio('open'),
          row.heap.toFixed(1),
          ratio('heap'),
          (row.bytes / 1024).toFixed(0),
          ratio('bytes'),
        ];
      }),
    },
    notes: [
      'Medians. Key: from a real key press in the middle of the page to the end of the frame that shows it. Remote',
      "key: from a teammate's update to the end of its frame. A frame that costs nothing takes up to 17 ms. Open: from",
      "the bytes to the end of the first frame. Heap: of JavaScript after a collection, without the empty page's.",
      `x: compared with ${YARDSTICK}.`,
    ],
  };
}
