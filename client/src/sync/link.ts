import type { ErrorCode } from '@weft/shared/protocol/errors';

/**
 * The way down: from the server to the document. Each phase carries only what it needs; `attempt` counts
 * failures in a row and sets the backoff.
 */
export type Link =
  /** The caller does not want a connection. */
  | { readonly phase: 'off' }
  /** Wanted, while this device's own rows are being read. */
  | { readonly phase: 'opening' }
  /** A snapshot has been asked for. */
  | { readonly phase: 'catching-up'; readonly attempt: number }
  /** A stream has been asked for and has not said that all has been sent. */
  | {
      readonly phase: 'following';
      readonly attempt: number;
      /** Whether it goes on from a snapshot that was fetched for it. */
      readonly fresh?: true;
    }
  /** Everything was sent, and what comes now is new. */
  | { readonly phase: 'live' }
  /** After a failure, until a timer. */
  | { readonly phase: 'waiting'; readonly attempt: number; readonly delayMs: number | undefined }
  /** Nobody looks: everything has been seen and sent, and what comes meanwhile is caught up with on return. */
  | { readonly phase: 'resting' }
  /** The server will not have it; only the caller can try again. */
  | { readonly phase: 'blocked'; readonly why: ErrorCode };

export type LinkPhase = Link['phase'];

/** What can happen to the link. */
export type LinkEvent =
  | { readonly type: 'connect' }
  | { readonly type: 'disconnect' }
  /** This device's rows are read. */
  | { readonly type: 'opened' }
  | { readonly type: 'snapshot' }
  /** The stream has sent everything up to its head. */
  | { readonly type: 'caught-up' }
  /** The position cannot be continued by a stream. */
  | { readonly type: 'resync' }
  /** A request or stream failed and may be tried again, after `delayMs` where the server named a time. */
  | { readonly type: 'lost'; readonly delayMs?: number | undefined }
  /** A request or stream failed for good. */
  | { readonly type: 'refused'; readonly why: ErrorCode }
  /** Nobody has looked for long enough. */
  | { readonly type: 'rest' }
  /** The wait is over, or there is reason to believe it should be. */
  | { readonly type: 'wake' };

/** What a transition may look at besides the link. */
export interface LinkContext {
  readonly opened: boolean;
  /** Whether a stream can go on from a position we trust. */
  readonly resumable: boolean;
}

type Transition<P extends LinkPhase, T extends LinkEvent['type']> = (
  link: Extract<Link, { phase: P }>,
  event: Extract<LinkEvent, { type: T }>,
  context: LinkContext,
) => Link;

type Table = { readonly [P in LinkPhase]: { readonly [T in LinkEvent['type']]: Transition<P, T> } };

const stay = <L extends Link>(link: L): Link => link;
const off = (): Link => ({ phase: 'off' });
const blocked = (_: Link, { why }: { why: ErrorCode }): Link => ({ phase: 'blocked', why });

function begin(_link: Link, _event: unknown, { opened, resumable }: LinkContext): Link {
  if (!opened) return { phase: 'opening' };
  return { phase: resumable ? 'following' : 'catching-up', attempt: 0 };
}

function again(link: { attempt: number }, _event: unknown, { resumable }: LinkContext): Link {
  return { phase: resumable ? 'following' : 'catching-up', attempt: link.attempt };
}

function wait(link: { attempt: number }, { delayMs }: { delayMs?: number | undefined }): Link {
  return { phase: 'waiting', attempt: link.attempt + 1, delayMs };
}

/** Every phase meets every event: a cell that is missing does not compile. */
const TABLE: Table = {
  off: {
    connect: begin,
    disconnect: stay,
    opened: stay,
    snapshot: stay,
    'caught-up': stay,
    resync: stay,
    lost: stay,
    refused: stay,
    wake: stay,
    rest: stay,
  },
  opening: {
    connect: stay,
    disconnect: off,
    opened: begin,
    snapshot: stay,
    'caught-up': stay,
    resync: stay,
    lost: stay,
    refused: blocked,
    wake: stay,
    rest: stay,
  },
  'catching-up': {
    connect: stay,
    disconnect: off,
    opened: stay,
    snapshot: ({ attempt }) => ({ phase: 'following', attempt, fresh: true }),
    'caught-up': stay,
    resync: stay,
    lost: wait,
    refused: blocked,
    wake: stay,
    rest: stay,
  },
  following: {
    connect: stay,
    disconnect: off,
    opened: stay,
    snapshot: stay,
    'caught-up': () => ({ phase: 'live' }),
    // Said right after a snapshot, it would go round as fast as the server answers.
    resync: (link) =>
      link.fresh ? wait(link, {}) : { phase: 'catching-up', attempt: link.attempt },
    lost: wait,
    refused: blocked,
    wake: stay,
    rest: stay,
  },
  live: {
    connect: stay,
    disconnect: off,
    opened: stay,
    snapshot: stay,
    'caught-up': stay,
    resync: () => ({ phase: 'catching-up', attempt: 0 }),
    lost: (_, event) => wait({ attempt: 0 }, event),
    refused: blocked,
    wake: stay,
    rest: () => ({ phase: 'resting' }),
  },
  waiting: {
    connect: again,
    disconnect: off,
    opened: stay,
    snapshot: stay,
    'caught-up': stay,
    resync: stay,
    lost: stay,
    refused: blocked,
    wake: again,
    rest: () => ({ phase: 'resting' }),
  },
  resting: {
    connect: begin,
    disconnect: off,
    opened: stay,
    snapshot: stay,
    'caught-up': stay,
    resync: stay,
    lost: stay,
    refused: blocked,
    wake: begin,
    rest: stay,
  },
  blocked: {
    connect: begin,
    disconnect: off,
    opened: stay,
    snapshot: stay,
    'caught-up': stay,
    resync: stay,
    lost: stay,
    refused: stay,
    wake: stay,
    rest: stay,
  },
};

/** The link after `event`. */
export function nextLink(link: Link, event: LinkEvent, context: LinkContext): Link {
  const cell = TABLE[link.phase][event.type] as (l: Link, e: LinkEvent, c: LinkContext) => Link;
  return cell(link, event, context);
}

/** The same in the words of other providers. */
export function statusOf(phase: LinkPhase): 'connected' | 'connecting' | 'disconnected' {
  if (phase === 'live') return 'connected';
  return phase === 'off' || phase === 'blocked' ? 'disconnected' : 'connecting';
}
