import { readFileSync } from 'node:fs';

/** Clock ticks a second in /proc, the same on every Linux that Node runs on. */
const TICKS = 100;

/** Resident memory of a process, bytes; `NaN` where the system does not tell. */
export function residentBytes(pid: number): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readProc(`/proc/${pid}/status`)) ?? [];
  return kib === undefined ? NaN : Number(kib) * 1024;
}

/** Bytes that a process made the system write to the disk. */
export function writtenBytes(pid: number): number {
  const [, bytes] = /^write_bytes: (\d+)$/m.exec(readProc(`/proc/${pid}/io`)) ?? [];
  return bytes === undefined ? NaN : Number(bytes);
}

/** Seconds of processor time that this process has had, and its children that have ended. */
export function ownSeconds(): number {
  const fields = readProc('/proc/self/stat').split(') ')[1]?.split(' ') ?? [];
  return [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0) / TICKS;
}

/** Seconds that all cores together have worked for anybody, without interrupts, and that were taken away from this machine. */
export function machineSeconds(): number {
  const [, line = ''] = /^cpu +(.*)$/m.exec(readProc('/proc/stat')) ?? [];
  const [user = NaN, nice = 0, system = 0, , , , , steal = 0] = line.split(' ').map(Number);
  return (user + nice + system + steal) / TICKS;
}

function readProc(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
