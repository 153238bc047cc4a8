import type { Clock } from '@weft/shared/clock';
import { formatCursor, parseCursor } from '@weft/shared/protocol/cursor';
import type { ErrorCode } from '@weft/shared/protocol/errors';
import type { DocId, SpaceId } from '@weft/shared/protocol/ids';
import { backoff } from '../sync/backoff.ts';
import type { Failure, Heard } from '../sync/ports.ts';
import type { PageForest } from './page-forest.ts';
import type { TreeCommand, TreeMemory, TreeOutbox, TreeServer, TreeRow } from './ports.ts';
import { createTreeSender } from './tree-sender.ts';
import { TreeState } from './tree-state.ts';

/** What is shown is kept on this device no more often than this, milliseconds. */
const KEEP_EVERY_MS = 1_000;

export interface TreePorts {
  readonly server: TreeServer;
  readonly outbox: TreeOutbox;
  readonly memory: TreeMemory;
  readonly clock: Clock;
  /** In [0, 1); spreads retries. */
  readonly random: () => number;
}

/** What a window knows of the tree. */
export interface TreeView {
  /** Absent until there is anything to show. */
  readonly pages: PageForest | undefined;
  /** Whether the server says what is shown; else it is what this device remembers. */
  readonly isLive: boolean;
  /** Where in the space's changes this is, for what depends on what the person saw. */
  readonly seen: string | undefined;
  /** Commands that the server has not answered, in their order. */
  readonly waiting: readonly TreeCommand[];
  /** Pages that were made here, and that the server has not heard of; absent until this device has told. */
  readonly unmade: ReadonlySet<DocId> | undefined;
  /** Why the server says nothing; gone as soon as it does. */
  readonly failure: Failure | undefined;
}

/** The tree of pages: there at once, ahead of the server, and told of every change. */
export interface Tree {
  get(): TreeView;
  subscribe(changed: () => void): () => void;
  /** Resolves once the command would survive power loss; it is shown at once. Rejects where this device keeps nothing. */
  want(command: TreeCommand): Promise<void>;
  /** Calls back for each command that the server refused. */
  onRefused(callback: (command: TreeCommand, code: ErrorCode) => void): () => void;
  /** Asks for all pages anew, once; resolves with whether there was an answer. */
  refresh(): Promise<boolean>;
  /** Nobody looks: lets go of the stream until `wake`. */
  rest(): void;
  /** The network is back, or somebody looks again: does not wait any longer. */
  wake(): void;
  close(): void;
}

export function createTree({ server, outbox, memory, clock, random }: TreePorts): Tree {
  const listeners = new Set<() => void>();
  const refusals = new Set<(command: TreeCommand, code: ErrorCode) => void>();
  let state: TreeState | undefined;
  let view: TreeView = {
    pages: undefined,
    isLive: false,
    seen: undefined,
    waiting: [],
    unmade: undefined,
    failure: undefined,
  };
  let stopFollowing = (): void => undefined;
  let stopKeeping: (() => void) | undefined;
  let isOver = false;
  let isResting = false;
  /** What waited when this began: there may be no space yet to show it in. */
  let kept: readonly TreeRow[] = [];
  /** Spaces that were remembered and are no more: what was wanted in them is wanted in the one there is. */
  const lost = new Set<SpaceId>();
  /** Ends whatever is waited for, early. */
  const waits = new Set<() => void>();
  const sender = createTreeSender({
    server,
    outbox,
    random,
    wait,
    state: () => state,
    isOver: () => isOver,
    lost,
    startOver,
    onChange: (failure) => show(failure ? { failure } : {}),
    onRefused(command, code) {
      for (const callback of Array.from(refusals)) callback(command, code);
    },
  });

  function show(more: Partial<TreeView> = {}): void {
    if (isOver) return;
    view = {
      ...view,
      pages: state?.shown,
      seen: state?.cursor && formatCursor(state.cursor),
      waiting: (state?.rows ?? kept).map(({ command }) => command),
      unmade: new Set(
        (state?.rows ?? kept).flatMap(({ command: { kind, page } }) =>
          kind === 'put' ? [page] : [],
        ),
      ),
      ...more,
    };
    for (const listener of Array.from(listeners)) listener();
  }

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        stop();
        waits.delete(done);
        resolve();
      };
      const stop = clock.after(ms, done);
      waits.add(done);
    });
  }

  /** Asks until there is an answer, ever more rarely; `undefined` when it is all over, and where there is no such space. */
  async function insist<T>(
    ask: () => Promise<({ ok: true } & T) | Failure>,
  ): Promise<({ ok: true } & T) | undefined> {
    for (let attempt = 1; !isOver; attempt++) {
      const answer = await ask();
      if (isOver) return undefined;
      if (answer.ok) return answer;
      show({ failure: answer, isLive: false });
      if (answer.code === 'space-unknown') return undefined;
      await wait(Math.max(answer.retryAfterMs ?? 0, backoff(attempt, random)));
    }
    return undefined;
  }

  async function start(): Promise<void> {
    const known = await memory.load().catch(() => undefined);
    if (known) {
      state = new TreeState(known.space);
      state.replace(known.list);
    }
    kept = await sender.look();
    show();
    if (!state) return enterFirstSpace();
    sender.drain();
    follow(state);
  }

  async function enterFirstSpace(): Promise<void> {
    const space = await firstSpace();
    if (space === undefined) return;
    state = new TreeState(space);
    await sender.look();
    sender.drain();
    await readAnew(state);
  }

  /** The server has not the space that this device remembers: a backup was restored, or another folder is served. */
  async function startOver(of: TreeState): Promise<void> {
    if (state !== of) return;
    stopFollowing();
    lost.add(of.space);
    state = undefined;
    await wait(backoff(1, random));
    if (!isOver) await enterFirstSpace();
  }

  async function firstSpace(): Promise<SpaceId | undefined> {
    const answer = await insist(() => server.spaces());
    return answer?.list.spaces[0]?.id as SpaceId | undefined;
  }

  async function readAnew(of: TreeState): Promise<void> {
    const answer = await insist(() => server.pages(of.space));
    if (isOver) return;
    if (!answer) return startOver(of);
    of.replace(answer.list);
    show({ failure: undefined });
    keepSoon();
    follow(of);
  }

  function follow(of: TreeState): void {
    stopFollowing();
    if (isResting) return;
    const stop = server.follow(of.space, of.cursor!, {
      event: (event) => hear(of, event),
      lost(failure) {
        show({ isLive: false, failure });
        void wait(failure.comeBackMs ?? backoff(1, random)).then(() => isOver || follow(of));
      },
    });
    stopFollowing = stop;
  }

  function hear(of: TreeState, event: Heard): void {
    switch (event.name) {
      case 'pages': {
        const cursor = parseCursor(event.cursor);
        if (cursor) of.advance(event.pages, cursor);
        keepSoon();
        return show();
      }
      case 'live':
        return show({ isLive: true, failure: undefined });
      case 'resync':
        stopFollowing();
        return void readAnew(of);
      case 'gone':
        stopFollowing();
        if (event.code === 'unavailable')
          return void wait(backoff(1, random)).then(() => isOver || follow(of));
        show({ isLive: false, failure: { ok: false, code: event.code, retry: 'never' } });
        return event.code === 'space-unknown' ? void startOver(of) : undefined;
      case 'updates':
      case 'presence':
      case 'hello':
      case 'beat':
      case 'bye':
    }
  }

  function keepSoon(): void {
    stopKeeping ??= clock.after(KEEP_EVERY_MS, () => {
      stopKeeping = undefined;
      const known = state?.known;
      // What cannot be kept is read anew the next time.
      if (known) memory.save(known).catch(() => undefined);
    });
  }

  const stopWatching = outbox.subscribe(() => {
    void sender.look().then((rows) => {
      show();
      // The tab that was sending may be gone.
      if (rows.length > 0) sender.drain();
    });
  });
  void start();

  return {
    get: () => view,
    subscribe(changed) {
      const own = (): void => changed();
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    async want(command) {
      await sender.add(command, clock.now());
      show();
      sender.drain();
    },
    onRefused(callback) {
      refusals.add(callback);
      return () => void refusals.delete(callback);
    },
    async refresh() {
      if (!state) return false;
      const of = state;
      const answer = await server.pages(of.space);
      if (!answer.ok || isOver || of !== state) return false;
      if (of.isNewer(answer.list)) {
        of.replace(answer.list);
        show();
        keepSoon();
        follow(of);
      }
      return true;
    },
    rest() {
      isResting = true;
      stopFollowing();
      show({ isLive: false });
    },
    wake() {
      if (isResting) {
        isResting = false;
        if (state?.cursor) follow(state);
      }
      for (const end of Array.from(waits)) end();
    },
    close() {
      isOver = true;
      stopFollowing();
      stopKeeping?.();
      stopWatching();
      for (const end of Array.from(waits)) end();
    },
  };
}
