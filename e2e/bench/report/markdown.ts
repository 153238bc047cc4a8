import { cellsOf, headingsOf, reasonsOf } from './words.ts';
import type { BenchResult } from './result.ts';

const BEGIN = '<!-- bench -->';
const END = '<!-- /bench -->';
/** As the README says it. */
const PLOT = 'e2e/bench/results/bench.svg';

/** The whole comparison as Markdown: what each promises, every line, and why some numbers are missing. */
export function markdownOf({ day, machine, servers, lines }: BenchResult): string {
  const names = servers.map(({ name }) => name);
  const titles = servers.map(({ title }) => title);
  const titleOf = (name: string): string =>
    servers.find((server) => server.name === name)?.title ?? name;
  const headings = headingsOf(titles);
  const rule = headings.map((_, at) => (at > 0 && at <= titles.length + 1 ? '---:' : '---'));
  const body = lines.map((line) => cellsOf(line, names));
  const table = [headings, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`);
  const promises = servers.map(({ title, acknowledgement }) => `${title} ${acknowledgement}`);
  const reasons = reasonsOf(lines, titleOf);
  const disturbed = lines.some((line) => line.disturbed.length > 0);
  return [
    `![Weft beside the best rival of each line](${PLOT})`,
    '',
    `Measured on ${day}: ${machine.join('; ')}.`,
    `What an acknowledgement means: ${promises.join('; ')}.`,
    '',
    ...table,
    ...(disturbed ? ['', '\\* other work on the machine disturbed even the best run.'] : []),
    ...(reasons.length > 0 ? ['', 'Not measured:', '', ...reasons.map((one) => `- ${one}`)] : []),
  ].join('\n');
}

/** `page` with `text` between the two marks. Throws when they are not there. */
export function putBetweenMarks(page: string, text: string): string {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`There is no ${BEGIN} with ${END} behind it.`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${text}\n\n${page.slice(end)}`;
}
