import { newDocumentRecord, type DocumentRecords } from '../documents/memory-documents.ts';
import type { DocId, SessionId, SpaceId } from '@weft/shared/protocol/ids';
import { inOrder, type PageNode } from '@weft/shared/pages/page-tree';
import { firstTag } from '../log/tag.ts';
import { createPageKeeper } from './page-keeper.ts';
import type { LastRequest, SpaceRow, StoredChange } from './page-rows.ts';
import type { Pages, SpaceRecord } from './pages.ts';

const EPOCH = 'memoryEpoch';

/**
 * The fake of `Pages`: the same answers, gone with the process.
 *
 * @param documents those of the fake of `Documents` beside it
 */
export function createMemoryPages(
  first: readonly SpaceRecord[],
  documents: DocumentRecords = new Map(),
): Pages {
  const spaces = new Map<SpaceId, SpaceRow>(
    first.map((space) => {
      const row = { ...space, epoch: EPOCH, offset: 0, tag: firstTag(space.id, EPOCH) };
      return [space.id, row];
    }),
  );
  const pages = new Map<DocId, { node: PageNode; offset: number }>();
  const gone = new Set<DocId>();
  const logs = new Map<SpaceId, StoredChange[]>();
  const sessions = new Map<SessionId, LastRequest>();
  const logOf = (space: SpaceId): StoredChange[] => logs.get(space) ?? [];
  const nodes = (): PageNode[] => Array.from(pages.values(), ({ node }) => node);

  return createPageKeeper(
    {
      spaces: () => [...spaces.values()],
      space: (id) => spaces.get(id),
      hasSpace: (id) => spaces.has(id),
      get: (id) => pages.get(id)?.node,
      isGone: (id) => gone.has(id),
      childrenOf: (id) => nodes().filter(({ parent }) => parent === id),
      count: (space) => nodes().filter((node) => node.space === space).length,
      all: (space) => nodes().filter((node) => node.space === space),
      lastPosition: (space) =>
        nodes()
          .filter((node) => node.space === space && node.parent === null)
          .toSorted(inOrder)
          .at(-1)?.position,
      document(id) {
        const found = documents.get(id);
        if (!found) return undefined;
        const { format, title, createdAt, deletedAt } = found;
        return { format, title, createdAt, isDeleted: deletedAt !== undefined };
      },
      makeDocument({ id, format, createdAt }) {
        if (!documents.has(id)) documents.set(id, newDocumentRecord(id, format, createdAt));
      },
      changeOf: (id) => pages.get(id)?.offset ?? 0,
      write: (node, offset) => void pages.set(node.id, { node, offset }),
      erase({ id }, _, now) {
        pages.delete(id);
        gone.add(id);
        const known = documents.get(id);
        if (known) documents.set(id, { ...known, deletedAt: known.deletedAt ?? now });
      },
      append(space, change) {
        const { offset, tag } = change;
        spaces.set(space, { ...spaces.get(space)!, offset, tag });
        logs.set(space, [...logOf(space), change]);
      },
      trim: (space, upTo) =>
        void logs.set(
          space,
          logOf(space).filter(({ offset }) => offset > upTo),
        ),
      changes: (space, after, limit) =>
        logOf(space)
          .filter(({ offset }) => offset > after)
          .slice(0, limit),
      tagAt: (space, at) => logOf(space).find(({ offset }) => offset === at)?.tag,
      lastOf: (session) => sessions.get(session),
      noteLast: (session, last) => void sessions.set(session, last),
      // Nothing here fails half way.
      atOnce: (work) => work(),
    },
    Math.random,
  );
}
