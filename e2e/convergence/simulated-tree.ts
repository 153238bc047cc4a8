import type { Clock } from '@weft/shared/clock';
import { formatCursor, parseCursor } from '@weft/shared/protocol/cursor';
import { ERRORS } from '@weft/shared/protocol/errors';
import { mintSessionId, mintSpaceId, type DocId } from '@weft/shared/protocol/ids';
import type { FaultyNetwork } from '@weft/shared/testing/network';
import { createHub } from '@weft/server/hub/hub';
import { createMemoryPages } from '@weft/server/pages/memory-pages';
import type { Pages } from '@weft/server/pages/pages';
import { followSpace } from '@weft/server/pages/space-follower';
import type { SpaceMessage } from '@weft/server/pages/space-message';
import { createSpaces } from '@weft/server/pages/spaces';
import { createMemoryTreeOutbox } from '@weft/client/tree/memory-outbox';
import type { KnownSpace, TreeMemory, TreeOutbox, TreeServer } from '@weft/client/tree/ports';
import { createTree, type Tree } from '@weft/client/tree/tree';
import { openSimulatedStream, UNREACHABLE } from './simulated-stream.ts';

const SPACE = mintSpaceId((length) => new Uint8Array(length));

/** The server's spaces over memory, reached through faulty networks instead of HTTP. */
export interface SimulatedTrees {
  readonly pages: Pages;
  readonly space: typeof SPACE;
  /** Pages that were deleted for ever. */
  readonly gone: ReadonlySet<DocId>;
  server(network: FaultyNetwork): TreeServer;
}

export function createSimulatedTrees(clock: Clock): SimulatedTrees {
  const pages = createMemoryPages([{ id: SPACE, name: '', createdAt: 0 }]);
  const spaceHub = createHub<SpaceMessage>();
  const gone = new Set<DocId>();
  const spaces = createSpaces({
    pages,
    hub: spaceHub,
    clock,
    onGone: (page) => void gone.add(page),
  });

  return {
    pages,
    space: SPACE,
    gone,
    server: (network) => ({
      async spaces() {
        const answer = await network.request(() => pages.spaces());
        return answer ? { ok: true, list: { spaces: answer } } : UNREACHABLE;
      },
      async pages(space) {
        const answer = await network.request(() => pages.list(space));
        if (!answer) return UNREACHABLE;
        return { ok: true, list: { cursor: formatCursor(answer.cursor), pages: answer.pages } };
      },
      async send(command, author) {
        const wanted =
          command.kind === 'remove' ? { ...command, seen: parseCursor(command.seen) } : command;
        const outcome = await network.request(() => spaces.act({ command: wanted, author }));
        if (!outcome) return UNREACHABLE;
        if (!outcome.ok) {
          const { retry } = ERRORS[outcome.code];
          return { ok: false, code: outcome.code, retry };
        }
        const changed = outcome.rows.map(({ change }) => change);
        const known = changed.length === 0 && outcome.page ? [outcome.page] : changed;
        return { ok: true, answer: { cursor: formatCursor(outcome.cursor), pages: known } };
      },
      follow(space, cursor, sink) {
        const { outlet, leave } = openSimulatedStream(network, sink);
        clock.after(0, () => void followSpace({ pages, spaceHub }, outlet, { space, cursor }));
        return leave;
      },
    }),
  };
}

/** A browser with some tabs, whose device outlives them. */
export interface SimulatedTreeBrowser {
  /** The tab in use. */
  readonly tree: Tree;
  /** The tab is closed, and another one opened. */
  reopen(): void;
}

export function createSimulatedTreeBrowser(
  number: number,
  ports: { readonly server: TreeServer; readonly clock: Clock; readonly random: () => number },
): SimulatedTreeBrowser {
  const mintSession = () => mintSessionId((length) => new Uint8Array(length).fill(number));
  const openOutbox: () => TreeOutbox = createMemoryTreeOutbox(mintSession);
  let kept: KnownSpace | undefined;
  const memory: TreeMemory = {
    load: async () => kept,
    save: async (known) => void (kept = known),
  };
  const open = (): Tree => createTree({ ...ports, outbox: openOutbox(), memory });
  let tree = open();
  return {
    get tree() {
      return tree;
    },
    reopen() {
      tree.close();
      tree = open();
    },
  };
}
