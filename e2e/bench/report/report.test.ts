import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createBenchReport } from './report.ts';
import { markdownOf, putBetweenMarks } from './markdown.ts';
import { plotOf } from './plot.ts';
import { SAMPLE_RESULT } from './sample-result.ts';
import { writeResult } from './write-result.ts';

const { lines, machine, servers } = SAMPLE_RESULT;

function reported(json: boolean): string {
  let text = '';
  const report = createBenchReport({ json, servers }, (more) => (text += more));
  report.opening(machine);
  report.row('kill', 'All of it', lines, ['A note.']);
  return text;
}

test('BENCH-3 programs get one object a line: every number, the ratio, the target and what acknowledgements mean', () => {
  const objects = reported(true)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
  expect(objects).toHaveLength(lines.length);
  expect(objects[0]).toEqual({
    row: 'saturation',
    measure: 'updates/s at 100 x 5 & <more>',
    unit: '',
    better: 'more',
    values: { weft: 100_000, hocuspocus: 10_000, 'y-websocket': 20_000 },
    missing: {},
    disturbed: ['weft'],
    target: { words: "8 times Hocuspocus's", isMet: true },
    ratio: 5,
    acknowledgements: {
      weft: 'on disk, synced',
      hocuspocus: 'in memory',
      'y-websocket': 'in memory, the echo',
    },
  });
  expect(objects[2]).not.toHaveProperty('ratio');
});

test('BENCH-3 people get columns, lines that are lost like the others, and why a number is not there', () => {
  const text = reported(false);
  expect(text).toContain('Weft: on disk, synced');
  const cells = text.split('\n').map((line) => line.split(/ {2,}/).join('|'));
  expect(cells).toContain("p50, ms|1.23|0.50|0.25|x4.94|twice y-websocket's at most|not met");
  expect(cells).toContain(
    "updates/s at 100 x 5 & <more>|100,000 *|10,000|20,000|x5|8 times Hocuspocus's|met",
  );
  expect(cells).toContain(
    "a key over HTTP/2, bytes|61|-|-|4 times a WebSocket's at most|nothing to compare with",
  );
  expect(text).toContain('Hocuspocus, y-websocket: it did not start.');
  expect(text).toContain('*: other work on the machine disturbed');
});

test('BENCH-5 the table for the README has every line, and stands between its marks', () => {
  const text = markdownOf(SAMPLE_RESULT);
  const table = text.split('\n').filter((line) => line.startsWith('|'));
  expect(table).toHaveLength(2 + lines.length);
  expect(new Set(table.map((line) => line.split(' | ').length)).size).toBe(1);
  expect(text).toContain('Weft on disk, synced; Hocuspocus in memory;');
  expect(text).toContain('- Hocuspocus, y-websocket: it did not start.');

  const page = 'before\n<!-- bench -->\nold\n<!-- /bench -->\nafter\n';
  const once = putBetweenMarks(page, 'new');
  expect(once).toBe('before\n<!-- bench -->\n\nnew\n\n<!-- /bench -->\nafter\n');
  expect(putBetweenMarks(once, 'new')).toBe(once);
  expect(() => putBetweenMarks('no marks', 'new')).toThrow('<!-- bench -->');
});

test('BENCH-4 the plot names every line, is for light and dark, and says in words what it shows', () => {
  const svg = plotOf(SAMPLE_RESULT);
  expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="title desc">/);
  expect(svg).toContain('<title id="title">');
  expect(svg).toContain('prefers-color-scheme:dark');
  expect(svg).toMatch(/<desc id="desc">[^<]*p50: 1\.23 to 0\.25 ms\.[^<]*letters lost: 0 to 200\./);
  // What has no rival is no bar; what is in a measure's name is no markup.
  expect(svg.match(/<rect /g)).toHaveLength(3);
  expect(svg).toContain('100 x 5 &amp; &lt;more&gt;');
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
});

test('BENCH-4 bars are as long as their logarithm, to the right where Weft is better, and cut where a rival has nothing', () => {
  const bars = [
    ...plotOf(SAMPLE_RESULT).matchAll(/class="(won|lost)" x="([\d.]+)"[^>]*width="([\d.]+)"/g),
  ].map(([, kind, x, width]) => ({ kind, x: Number(x), width: Number(width) }));
  const [won, lost, nothing] = bars as [(typeof bars)[0], (typeof bars)[0], (typeof bars)[0]];
  expect(bars.map(({ kind }) => kind)).toEqual(['won', 'lost', 'won']);
  expect(lost.x + lost.width).toBeCloseTo(won.x, 0);
  expect(won.width / lost.width).toBeCloseTo(Math.log(5) / Math.log(1.234 / 0.25), 1);
  expect(nothing.width).toBeCloseTo((won.width * 3) / Math.log10(5), 0);
});

test('BENCH-4 a result is written where there was none before, and over the one before', () => {
  const root = mkdtempSync(join(tmpdir(), 'weft-bench-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  writeFileSync(join(root, 'README.md'), 'before <!-- bench --><!-- /bench --> after');
  writeResult(root, { ...SAMPLE_RESULT, day: '2026-01-01' });
  writeResult(root, SAMPLE_RESULT);
  expect(JSON.parse(read('e2e/bench/results/bench.json'))).toEqual(SAMPLE_RESULT);
  expect(read('e2e/bench/results/bench.svg')).toBe(plotOf(SAMPLE_RESULT));
  expect(read('README.md')).toBe(
    `before <!-- bench -->\n\n${markdownOf(SAMPLE_RESULT)}\n\n<!-- /bench --> after`,
  );
});
