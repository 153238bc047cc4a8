import { advantageOf, formatNumber, type Line } from './line.ts';
import type { BenchResult } from './result.ts';
import { duelOf } from './words.ts';

const WIDTH = 1040;
const LABELS = 480;
const NUMBERS = 190;
const ROW = 26;
const TOP = 64;
const BOTTOM = 40;
const BAR = 14;
/** Powers of ten beyond which a bar is cut. */
const REACH = 3;

const STYLE = `
text{font:13px system-ui,sans-serif;fill:#24292f}.soft{fill:#57606a}.title{font-size:15px;font-weight:600}
.grid{stroke:#d0d7de}.even{stroke:#57606a}.won{fill:#0f766e}.lost{fill:#c2410c}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.soft{fill:#9198a1}.grid{stroke:#30363d}.even{stroke:#9198a1}
.won{fill:#2dd4bf}.lost{fill:#fb923c}}`;

/**
 * A bar for each line that is to be shown: to the right as many times as Weft is better than the best rival, to the left as
 * many times as that rival is better, on a logarithmic scale.
 */
export function plotOf({ day, lines }: BenchResult): string {
  const shown = lines.filter((line) => line.isPlotted && advantageOf(line) !== undefined);
  const height = TOP + shown.length * ROW + BOTTOM;
  const left = LABELS;
  const right = WIDTH - NUMBERS;
  const middle = (left + right) / 2;
  const perPower = (right - left) / 2 / REACH;
  const sentences = shown.map(sentenceOf);

  const ticks = Array.from({ length: 2 * REACH + 1 }, (_, i) => i - REACH).map((power) => {
    const x = middle + power * perPower;
    const label = power === 0 ? 'even' : `${formatNumber(10 ** Math.abs(power))}x`;
    return (
      `<line class="${power === 0 ? 'even' : 'grid'}" x1="${x}" x2="${x}" y1="${TOP - 6}" y2="${height - BOTTOM + 4}"/>` +
      `<text class="soft" x="${x}" y="${height - BOTTOM + 22}" text-anchor="middle">${label}</text>`
    );
  });
  const bars = shown.map((line, i) => {
    const y = TOP + i * ROW;
    const power = Math.max(-REACH, Math.min(REACH, Math.log10(advantageOf(line)!)));
    const length = Math.max(2, Math.abs(power) * perPower);
    const x = power < 0 ? middle - length : middle;
    const base = y + ROW / 2 + 4;
    return (
      `<text x="${LABELS - 12}" y="${base}" text-anchor="end">${escapeText(`${line.row}: ${line.measure}`)}</text>` +
      `<rect class="${power < 0 ? 'lost' : 'won'}" x="${round(x)}" y="${y + (ROW - BAR) / 2}" width="${round(length)}" height="${BAR}" rx="2"/>` +
      `<text class="soft" x="${WIDTH - NUMBERS + 12}" y="${base}">${escapeText(duelOf(line))}</text>`
    );
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">Weft beside the best rival of each line</title>`,
    `<desc id="desc">${escapeText(`Measured on ${day}. ${sentences.join(' ')}`)}</desc>`,
    `<style>${STYLE}</style>`,
    `<text class="title" x="${middle}" y="22" text-anchor="middle">Weft beside the best rival of each line</text>`,
    `<text class="soft" x="${middle - 12}" y="46" text-anchor="end">the rival is better</text>`,
    `<text class="soft" x="${middle + 12}" y="46">Weft is better</text>`,
    ...ticks,
    ...bars,
    '</svg>',
    '',
  ].join('\n');
}

function sentenceOf(line: Line): string {
  return `${line.measure}: ${duelOf(line)}.`;
}

const round = (value: number): string => value.toFixed(1);

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
