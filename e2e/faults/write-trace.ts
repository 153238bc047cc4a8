import { readFileSync } from 'node:fs';

/** What a process did to the files of a folder, in the order in which it was done. */
export type Step =
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  | { readonly kind: 'remove'; readonly file: string }
  /** What was written before step `since` is on the disk. */
  | { readonly kind: 'sync'; readonly file: string; readonly since: number }
  /** An answer that says that the row of this offset is saved. */
  | { readonly kind: 'answer'; readonly offset: number };

/** Arguments of strace under which `readWriteTrace` understands what it wrote. */
export const TRACE_ARGUMENTS: readonly string[] = [
  '-D',
  '-f',
  '-y',
  '-xx',
  '-s',
  '4000000',
  '-e',
  'trace=pwrite64,fsync,fdatasync,ftruncate,unlink,write,writev,sendto',
];

const CALL = /^(\d+) +(\w+)\((.*)$/s;
const RESUMED = /^(\d+) +<\.\.\. (\w+) resumed>(.*)$/s;
const UNFINISHED = ' <unfinished ...>';

/** Reads what strace wrote of a process, as far as it concerns files whose path `isOfInterest`. */
export function readWriteTrace(trace: string, isOfInterest: (file: string) => boolean): Step[] {
  const steps: Step[] = [];
  const open = new Map<string, { text: string; since: number }>();
  for (const line of readFileSync(trace, 'latin1').split('\n')) {
    const resumed = RESUMED.exec(line);
    if (resumed) {
      const [, pid, name, rest] = resumed;
      const begun = open.get(pid!);
      open.delete(pid!);
      if (begun) take(name!, begun.text + rest!, begun.since);
      continue;
    }
    const call = CALL.exec(line);
    if (!call) continue;
    const [, pid, name, rest] = call;
    if (rest!.endsWith(UNFINISHED)) {
      // An answer counts from its beginning, everything else from its end: the strictest reading.
      const text = rest!.slice(0, -UNFINISHED.length);
      if (isAnswer(name!, text)) take(name!, text, steps.length);
      else open.set(pid!, { text, since: steps.length });
    } else take(name!, rest!, steps.length);
  }
  return steps;

  function take(name: string, text: string, since: number): void {
    if (isAnswer(name, text)) {
      const saved = /"cursor":"[^".]+\.(\d+)\./.exec(unhex(text).toString('latin1'));
      if (saved) steps.push({ kind: 'answer', offset: Number(saved[1]) });
      return;
    }
    const file = descriptorOf(text) ?? unhex(text.split(')')[0]!).toString('latin1');
    if (!isOfInterest(file) || text.includes('= -1 ')) return;
    if (name === 'pwrite64') {
      const at = Number(/, (\d+)\) += /.exec(text)![1]);
      steps.push({ kind: 'write', file, at, bytes: unhex(text) });
    } else if (name === 'ftruncate') {
      steps.push({ kind: 'truncate', file, size: Number(/, (\d+)\)/.exec(text)![1]) });
    } else if (name === 'unlink') steps.push({ kind: 'remove', file });
    else if (name === 'fsync' || name === 'fdatasync') steps.push({ kind: 'sync', file, since });
  }
}

/** What the descriptor of a call's first argument stands for. */
function descriptorOf(text: string): string | undefined {
  const escaped = /^\d+<((?:\\x[0-9a-f]{2})*)>/.exec(text)?.[1];
  return escaped === undefined ? undefined : unhex(`"${escaped}"`).toString('latin1');
}

function isAnswer(name: string, text: string): boolean {
  if (name !== 'write' && name !== 'writev' && name !== 'sendto') return false;
  return /^(?:TCP|socket)/.test(descriptorOf(text) ?? '');
}

/** The bytes of all strings in a call. */
function unhex(text: string): Buffer {
  const digits = [...text.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex]) => hex).join('');
  return Buffer.from(digits.replaceAll('\\x', ''), 'hex');
}
