import type { LogFault } from '../log/log.ts';

/** What the main thread asks the store thread for, and what comes back. */
export interface Call {
  readonly id: number;
  readonly service: 'journal' | 'documents' | 'files' | 'pages' | 'names';
  readonly method: string;
  readonly args: readonly unknown[];
}

export type Reply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: LogFault };

/** First message of the store thread: ready, or the reason it cannot be. */
export type Opening =
  | { readonly ready: true }
  | { readonly ready: false; readonly reason: 'newer' | 'unusable'; readonly detail: string };
