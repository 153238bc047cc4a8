import type { ErrorCode } from '@weft/shared/protocol/errors';

/** A request that was refused or failed: all that is ever told of it besides its answer. */
export interface RequestRefused {
  readonly requestId: string;
  /** Absent, as the route, for what was no sound HTTP. */
  readonly method: string | undefined;
  /** The route's pattern, never the address itself. */
  readonly route: string | undefined;
  readonly status: number;
  readonly code: ErrorCode;
  /** Milliseconds until it was answered. */
  readonly ms: number;
}

/** Hears of every refusal. */
export type OnRefused = (refused: RequestRefused) => void;
