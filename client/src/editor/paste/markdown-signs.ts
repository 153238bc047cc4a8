/** Longer text is looked at only so far. */
const MAX_LOOK = 100_000;

/** What is certainly something else, whatever signs are in it. */
const NOT_MARKDOWN: readonly RegExp[] = [
  /^#!|^<\?|^<!doctype/i,
  /^(?:diff --git|@@ -\d|--- a\/|Index: )/m,
  /\/\*|\*\/|^\s*\/\/ /m,
  /^(?:From|To|Cc|Sent|Date|Subject): .*\n(?:(?:From|To|Cc|Sent|Date|Subject): )/m,
  /^On .{5,200} wrote:$/m,
];

/** A line of a programming language, of a shell or of settings. */
const CODE_LINE =
  /[;{}]\s*$|^\s*(?:import|from|export|const|let|var|def|class|function|return|package|using|fn|public|private|elif|except)\b.*[;:({'"]|^\s*[\w.-]+\s*(?::=|[:=])\s*\S{0,80}$|^\s*(?:sudo|apt|npm|git|cd|echo|export|docker|pip) /;

const FENCE = /^ {0,3}(```|~~~)[^\n`]*\n(?:[^\n]*\n)*? {0,3}\1[ \t]*$/m;
const TABLE =
  /^\|?[^\n|]*\|[^\n]*\n {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$|^\|[^\n|]+\|[ \t]*\n\|[ \t]*:?-+:?[ \t]*\|[ \t]*$/m;
const LINK = /!?\[[^\]\n]{1,300}\]\((?:https?:\/\/|mailto:)[^\s()]{1,2000}(?: "[^"\n]{0,200}")?\)/;
const TASK = /^\s{0,8}[-*+] \[[ xX]\] \S/m;
const STRONG = /(?:^|[\s(])(\*\*|__)[^\s*_](?:[^\n*_]{0,200}[^\s*_])?\1(?=[\s).,;:!?]|$)/gm;
const TICKS = /(?:^|[\s(])`[^`\n]{1,100}`(?=[\s).,;:!?]|$)/m;

/** Whether `text` is Markdown: it has signs that nobody writes otherwise. In doubt it is not. */
export function looksLikeMarkdown(text: string): boolean {
  const look = text.slice(0, MAX_LOOK).replace(/\r\n?/g, '\n').trim();
  if (NOT_MARKDOWN.some((sign) => sign.test(look))) return false;
  if (FENCE.test(look)) return true;
  const lines = look.split('\n');
  const written = lines.filter((line) => line.trim() !== '');
  const code = written.filter((line) => CODE_LINE.test(line) && !/^\s*[-*+] |^#{1,6} /.test(line));
  if (code.length * 3 > written.length) return false;
  if (LINK.test(look) || TASK.test(look) || TABLE.test(look)) return true;
  const strong = look.match(STRONG)?.length ?? 0;
  const points = headings(lines) + lists(lines) + Math.min(strong, 2) + (TICKS.test(look) ? 1 : 0);
  return points >= 2;
}

/** A heading stands after an empty line; one of the first level, which could be a remark in code, also before one. */
function headings(lines: readonly string[]): number {
  if (lines.length < 2) return 0;
  const isEmpty = (i: number): boolean => (lines[i] ?? '').trim() === '';
  const found = lines.some((line, i) => {
    const [, signs] = /^(#{1,6}) [^\s#]/.exec(line) ?? [];
    return signs !== undefined && isEmpty(i - 1) && (signs.length > 1 || isEmpty(i + 1));
  });
  return found ? 2 : 0;
}

/** Items one after another: of one sign, or counted up. */
function lists(lines: readonly string[]): number {
  const found = lines.some((line, i) => {
    const next = lines[i + 1] ?? '';
    const bullet = /^\s{0,8}([-*+]) \S/.exec(line)?.[1];
    if (bullet !== undefined && /^\s{0,12}([-*+]) \S/.exec(next)?.[1] === bullet) return true;
    const [, number, sign] = /^(\d{1,9})([.)]) \S/.exec(line) ?? [];
    const [, after, nextSign] = /^(\d{1,9})([.)]) \S/.exec(next) ?? [];
    return number !== undefined && sign === nextSign && Number(after) === Number(number) + 1;
  });
  return found ? 2 : 0;
}
