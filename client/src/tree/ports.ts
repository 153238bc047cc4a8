import type { Cursor } from '@weft/shared/protocol/cursor';
import type { PageAnswer, PageList, SpaceList } from '@weft/shared/protocol/down';
import type { DocId, SessionId, SpaceId } from '@weft/shared/protocol/ids';
import type { PageCommand } from '@weft/shared/pages/page-command';
import type { Failure, FollowSink } from '../sync/ports.ts';

/** What a person wants of the tree, as it is kept and sent. */
export type TreeCommand =
  | Exclude<PageCommand, { kind: 'remove' }>
  /** `seen` is where the person was in the space's changes. */
  | { readonly kind: 'remove'; readonly page: DocId; readonly seen: string };

/** A command on its way, kept on this device until the server has answered. */
export interface TreeRow {
  /** 1, 2, 3 … over all tabs of this browser: the n of its request. */
  readonly n: number;
  readonly command: TreeCommand;
  /** When the person wanted it, milliseconds since 1970. */
  readonly at: number;
}

/** What was known of a space when this browser last looked. */
export interface KnownSpace {
  readonly space: SpaceId;
  readonly list: PageList;
}

type Answered<T> = Promise<({ readonly ok: true } & T) | Failure>;

/** Port: the server's tree. No method rejects; what went wrong is part of the answer. */
export interface TreeServer {
  spaces(): Answered<{ readonly list: SpaceList }>;
  pages(space: SpaceId): Answered<{ readonly list: PageList }>;
  send(
    command: TreeCommand,
    author: { readonly session: SessionId; readonly n: number },
  ): Answered<{ readonly answer: PageAnswer }>;
  /** Follows a space's changes; the returned function ends it without a call to `lost`. */
  follow(space: SpaceId, cursor: Cursor, sink: FollowSink): () => void;
}

/** Port: commands that survive the tab, shared by all tabs of this browser. */
export interface TreeOutbox {
  /** In the order in which they were wanted. */
  rows(): Promise<readonly TreeRow[]>;
  /** Resolves with the row once it would survive power loss. */
  add(command: TreeCommand, at: number): Promise<TreeRow>;
  /** The server has answered. */
  remove(n: number): Promise<void>;
  /** In whose name this browser's commands go. */
  session(): Promise<SessionId>;
  /** Another one from now on: the server knows the one before for other commands. */
  renewSession(): Promise<void>;
  /** Calls back when another tab has changed the rows; returns the function that ends it. */
  subscribe(changed: () => void): () => void;
  /** Runs `task` while no other tab is in it. */
  exclusively<T>(task: () => Promise<T>): Promise<T>;
}

/** Port: what this browser knows of spaces, so that they are there at once and without a network. */
export interface TreeMemory {
  load(): Promise<KnownSpace | undefined>;
  save(known: KnownSpace): Promise<void>;
}
