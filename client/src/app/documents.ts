import type { DocId } from '@weft/shared/protocol/ids';
import type { DocumentInfo } from '@weft/shared/protocol/down';
import { isGone } from './save-words.ts';

/** What the list needs of the documents API. Rejections carry the `code` of what went wrong. */
export interface DocumentsPort {
  list(): Promise<readonly DocumentInfo[]>;
  create(id: DocId, format: 'blocks'): Promise<DocumentInfo>;
  remove(id: DocId): Promise<void>;
}

export interface DocumentsState {
  /** Newest change first. `undefined` until the list has been loaded once. */
  readonly documents: readonly DocumentInfo[] | undefined;
  /** Why the last load failed; gone as soon as one succeeds. */
  readonly failure: unknown;
}

/** The documents there are, as this window knows them. */
export interface Documents {
  get(): DocumentsState;
  subscribe(changed: () => void): () => void;
  /** Loads the list. Calls that overlap share one request. Never rejects: see `failure`. */
  refresh(): Promise<void>;
  /** An id for a document that is not there yet. */
  mint(): DocId;
  /** Makes a document and lists it. */
  create(id?: DocId): Promise<DocumentInfo>;
  /** Deletes a document for everyone. */
  remove(id: DocId): Promise<void>;
  /** The most recent document; makes the first one when there is none. */
  latest(): Promise<DocumentInfo>;
  /**
   * The open document's own title: it is right before the server's list is. `undefined` when it closes; what was typed last
   * may still be on its way then, and so the title stands until a list says the same, or the second one has come.
   */
  rename(id: DocId, title: string | undefined): void;
}

interface DocumentsOptions {
  readonly client: DocumentsPort;
  readonly mintId: () => DocId;
  /** Runs `task` while no other window of this browser is in it, as far as the browser can tell. */
  readonly exclusively: <T>(task: () => Promise<T>) => Promise<T>;
}

/** Lists over which the title of a document stands that was just closed. */
const LISTS = 1;

export function createDocuments({ client, mintId, exclusively }: DocumentsOptions): Documents {
  const listeners = new Set<() => void>();
  const titles = new Map<string, string>();
  /** Closed documents whose title still stands, and how many lists it stands over. */
  const closed = new Map<string, number>();
  let state: DocumentsState = { documents: undefined, failure: undefined };
  let loading: Promise<void> | undefined;
  /** Counts what changed the list here: a load begun before such a change is out of date when it ends. */
  let changes = 0;

  function show(documents: readonly DocumentInfo[] | undefined, failure?: unknown): void {
    const titled = documents?.map((info) => ({
      ...info,
      title: titles.get(info.id) ?? info.title,
    }));
    state = { documents: titled?.toSorted((a, b) => b.updatedAt - a.updatedAt), failure };
    for (const listener of listeners) listener();
  }

  /** Lets go of titles of closed documents that the server knows by now. */
  function settleTitles(documents: readonly DocumentInfo[]): void {
    for (const [id, lists] of closed) {
      const said = documents.find((info) => info.id === id)?.title;
      if (lists > 0 && said !== titles.get(id)) closed.set(id, lists - 1);
      else {
        closed.delete(id);
        titles.delete(id);
      }
    }
  }

  async function load(): Promise<void> {
    const before = changes;
    try {
      const documents = await client.list();
      settleTitles(documents);
      if (before === changes) show(documents);
    } catch (failure) {
      show(state.documents, failure);
    } finally {
      loading = undefined;
    }
  }

  async function create(id = mintId()): Promise<DocumentInfo> {
    const info = await client.create(id, 'blocks');
    changes += 1;
    show([info, ...(state.documents ?? []).filter(({ id }) => id !== info.id)]);
    return info;
  }

  return {
    get: () => state,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    refresh: () => (loading ??= load()),
    mint: mintId,
    create,
    async remove(id) {
      await client.remove(id).catch((error: unknown) => {
        // Somebody else was faster: it is deleted, as wished.
        if (!isGone(error)) throw error;
      });
      changes += 1;
      show(state.documents?.filter((info) => info.id !== id));
    },
    latest: () =>
      exclusively(async () => {
        const documents = await client.list();
        changes += 1;
        show(documents);
        return state.documents?.[0] ?? create();
      }),
    rename(id, title) {
      if (title === undefined) {
        if (titles.has(id)) closed.set(id, LISTS);
      } else {
        closed.delete(id);
        titles.set(id, title);
      }
      const listed = state.documents?.find((info) => info.id === id);
      if (title !== undefined && listed && listed.title !== title)
        show(state.documents, state.failure);
    },
  };
}
