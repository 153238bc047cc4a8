import { execFileSync } from 'node:child_process';

/** Whether this machine lets one process watch another's system calls. */
export function canTrace(): boolean {
  try {
    execFileSync('strace', ['-f', '-e', 'trace=fsync', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
