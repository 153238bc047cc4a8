import type { LogLevel, LogLine } from './log-line.ts';

interface Refused {
  readonly requestId: string;
  readonly method: string | undefined;
  readonly route: string | undefined;
  readonly status: number;
  readonly code: string;
  readonly ms: number;
}

/** One line for a request that was refused: a fault of ours is urgent, a caller's is not. */
export function refusedLine(log: LogLine, { status, code, ms, ...request }: Refused): void {
  log(levelOf(status), 'request refused', { ...request, status, code, ms: Math.round(ms) });
}

function levelOf(status: number): LogLevel {
  if (status >= 500) return 'error';
  return status === 429 ? 'warn' : 'info';
}
