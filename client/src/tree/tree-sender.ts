import type { ErrorCode } from '@weft/shared/protocol/errors';
import type { SpaceId } from '@weft/shared/protocol/ids';
import { backoff } from '../sync/backoff.ts';
import type { Failure } from '../sync/ports.ts';
import type { TreeCommand, TreeOutbox, TreeRow, TreeServer } from './ports.ts';
import type { TreeState } from './tree-state.ts';

/** Refusals of what a command asks for, rather than of who asks, or with which program: it is taken back. */
const TAKEN_BACK: ReadonlySet<string> = new Set<ErrorCode>([
  'page-unknown',
  'page-cycle',
  'page-trashed',
  'page-not-trashed',
  'page-too-deep',
  'space-unknown',
  'space-full',
  'document-deleted',
  'format-mismatch',
  'request-malformed',
  'id-malformed',
  'cursor-malformed',
  'body-too-large',
]);

export interface TreeSenderPorts {
  readonly server: Pick<TreeServer, 'send'>;
  readonly outbox: TreeOutbox;
  readonly random: () => number;
  /** Resolves after so many milliseconds, or when it is worth trying again. */
  readonly wait: (ms: number) => Promise<void>;
  readonly state: () => TreeState | undefined;
  readonly isOver: () => boolean;
  /** Spaces that were remembered and are no more. */
  readonly lost: ReadonlySet<SpaceId>;
  readonly startOver: (of: TreeState) => Promise<void>;
  /** What is to be shown has changed, or the server does not take what is sent. */
  readonly onChange: (failure?: Failure) => void;
  readonly onRefused: (command: TreeCommand, code: ErrorCode) => void;
}

/** Carries commands from the outbox to the server, in order, one at a time, by one tab of all. */
export interface TreeSender {
  /** Resolves with what waits. */
  look(): Promise<readonly TreeRow[]>;
  /** Resolves once the command would survive power loss. */
  add(command: TreeCommand, at: number): Promise<void>;
  /** Sends what waits, unless that is going on. */
  drain(): void;
}

export function createTreeSender(ports: TreeSenderPorts): TreeSender {
  const { server, outbox, random, wait, isOver, lost } = ports;
  let draining = false;
  /** Counts what this tab did to the outbox. */
  let changes = 0;

  async function look(): Promise<readonly TreeRow[]> {
    for (;;) {
      const before = changes;
      const rows = await outbox.rows().catch(() => ports.state()?.rows ?? []);
      // What was changed meanwhile is not in it.
      if (before !== changes) continue;
      ports.state()?.want(rows);
      return rows;
    }
  }

  async function drain(): Promise<void> {
    if (draining) return;
    draining = true;
    // This device does not let go of what was sent: sent again, it changes nothing.
    await outbox.exclusively(sendAll).catch(() => wait(backoff(1, random)));
    draining = false;
    // What was wanted in the last moment found somebody at it.
    if (!isOver() && (ports.state()?.rows.length ?? 0) > 0) void drain();
  }

  async function sendAll(): Promise<void> {
    while (!isOver()) {
      const [row] = await look();
      ports.onChange();
      if (!row || !(await sendOne(row))) return;
    }
  }

  /** Resolves with whether to go on to the next one. */
  async function sendOne(row: TreeRow): Promise<boolean> {
    for (let attempt = 1; !isOver(); attempt++) {
      const session = await outbox.session();
      const command = inKnownSpace(row.command);
      const answer = await server.send(command, { session, n: row.n });
      if (isOver()) return false;
      if (answer.ok) {
        ports.state()?.answered(row, answer.answer.cursor);
        await remove(row.n);
        return true;
      }
      if (answer.code === 'session-reused') await outbox.renewSession();
      else if (isOfLostSpace(command, answer)) await ports.startOver(ports.state()!);
      else if (TAKEN_BACK.has(answer.code)) {
        await remove(row.n);
        ports.onRefused(row.command, answer.code as ErrorCode);
        return true;
      } else ports.onChange(answer);
      await wait(Math.max(answer.retryAfterMs ?? 0, backoff(attempt, random)));
    }
    return false;
  }

  function isOfLostSpace(command: TreeCommand, { code }: Failure): boolean {
    const here = ports.state()?.space;
    return code === 'space-unknown' && command.kind === 'put' && command.space === here;
  }

  /** What was wanted in a space that is no more is wanted in the one there is. */
  function inKnownSpace(command: TreeCommand): TreeCommand {
    const here = ports.state()?.space;
    const isLost = command.kind === 'put' && lost.has(command.space) && here !== undefined;
    return isLost ? { ...command, space: here } : command;
  }

  async function remove(n: number): Promise<void> {
    await outbox.remove(n);
    changes += 1;
  }

  return {
    look,
    async add(command, at) {
      const row = await outbox.add(command, at);
      changes += 1;
      const state = ports.state();
      state?.want([...state.rows, row]);
    },
    drain: () => void drain(),
  };
}
