import type { FileInfo } from '@weft/shared/protocol/down';
import type { ErrorCode } from '@weft/shared/protocol/errors';
import type { FileId } from '@weft/shared/protocol/ids';
import { MAX_SENDING_FILES } from '@weft/shared/protocol/limits';
import { backoff } from '../sync/backoff.ts';
import type { Failure } from '../sync/ports.ts';

/** Where a file is on its way. */
export type Phase =
  /** Another tab may be sending it: this one waits for its lock. */
  | { readonly kind: 'elsewhere' }
  /** For its turn, and for the time of its next try. */
  | { readonly kind: 'waiting'; readonly tries: number; readonly notBefore: number }
  | { readonly kind: 'sending'; readonly tries: number; readonly fraction: number }
  /** Until somebody tries again or takes it back. */
  | { readonly kind: 'refused'; readonly code: ErrorCode }
  /** What the server says of it is known to the tab that sent it. */
  | { readonly kind: 'done'; readonly info: FileInfo | undefined };

/** What to do now, and when to ask again. */
export interface NextStep {
  readonly send: readonly FileId[];
  /** Milliseconds since 1970. */
  readonly wakeAt: number | undefined;
}

/** Which files to send now: the first that may be, so many at a time. */
export function nextStep(
  phases: Iterable<readonly [FileId, Phase]>,
  now: number,
  maxSending = MAX_SENDING_FILES,
): NextStep {
  const all = [...phases];
  const sending = all.filter(([, { kind }]) => kind === 'sending').length;
  const waiting = all.flatMap(([id, phase]) =>
    phase.kind === 'waiting' ? [{ id, ...phase }] : [],
  );
  const ready = waiting.filter(({ notBefore }) => notBefore <= now);
  const later = waiting.filter(({ notBefore }) => notBefore > now).map((one) => one.notBefore);
  return {
    send: ready.slice(0, Math.max(0, maxSending - sending)).map(({ id }) => id),
    wakeAt: later.length === 0 ? undefined : Math.min(...later),
  };
}

/**
 * What becomes of a file that could not be sent. A document that is not there may have been made offline, and
 * be on its way too.
 *
 * @param tries so far, this one included
 * @param random in [0, 1)
 */
export function afterFailure(
  { code, retry, retryAfterMs = 0 }: Failure,
  tries: number,
  { now, random }: { readonly now: number; readonly random: () => number },
): Phase {
  if (code !== 'unreachable' && code !== 'document-unknown' && retry !== 'same')
    return { kind: 'refused', code };
  const notBefore = now + Math.max(retryAfterMs, backoff(tries, random));
  return { kind: 'waiting', tries, notBefore };
}

/** Refusals of who asks rather than of the file: with the next start they may be over. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['unauthenticated', 'client-too-old']);

/** What a refusal means for the file on this device. */
export function afterRefusal(code: ErrorCode): 'drop' | 'remember' | 'forget' {
  // Nobody can ask for it any more: no page shows it.
  if (code === 'document-deleted') return 'drop';
  return PASSING.has(code) ? 'forget' : 'remember';
}
