import { readFileSync } from 'node:fs';
import { MAX_STREAMS } from '@weft/shared/protocol/limits';

/** Descriptors for databases, files that are sent or taken, and what turns callers away; a quarter where there are few. */
const RESERVE = 200;
/** Connections for everything but streams, where all who may follow do. */
const WITHOUT_STREAM = 200;
/** Where a process may open any number, memory is the limit. */
const MAX_DESCRIPTORS = 200_000;

/** What one process can have open. */
export interface Capacity {
  readonly connections: number;
  readonly streams: number;
}

/** What fits into a number of file descriptors, of which every connection takes one. */
export function capacityOf(descriptors: number): Capacity {
  const limit = Math.min(descriptors, MAX_DESCRIPTORS);
  const connections = limit - Math.min(RESERVE, Math.floor(limit / 4));
  const streams = connections - Math.min(WITHOUT_STREAM, Math.floor(connections / 4));
  return { connections, streams: Math.min(streams, MAX_STREAMS) };
}

/** How many file descriptors this process may have: what the system says, or what every system grants. */
export function descriptorLimit(): number {
  try {
    const [, soft] = /^Max open files\s+(\d+|unlimited)/m.exec(
      readFileSync('/proc/self/limits', 'utf8'),
    ) ?? ['', ''];
    return soft === 'unlimited' ? MAX_DESCRIPTORS : Number(soft) || elsewhere();
  } catch {
    return elsewhere();
  }
}

/** Systems without `/proc`. */
function elsewhere(): number {
  const report = process.report.getReport() as unknown as {
    readonly userLimits?: { readonly open_files?: { readonly soft?: number | string } };
  };
  const soft = report.userLimits?.open_files?.soft;
  return soft === 'unlimited' ? MAX_DESCRIPTORS : Number(soft) || 1_024;
}
