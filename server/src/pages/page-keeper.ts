import { createHash } from 'node:crypto';
import type { Cursor } from '@weft/shared/protocol/cursor';
import type { PageChange } from '@weft/shared/protocol/down';
import type { ErrorCode } from '@weft/shared/protocol/errors';
import type { DocId, SpaceId } from '@weft/shared/protocol/ids';
import { MAX_CHANGES } from '@weft/shared/protocol/limits';
import { decide, type PageCommand } from '@weft/shared/pages/page-command';
import { PositionSource } from '@weft/shared/model/position';
import { isTrashed, type PageNode } from '@weft/shared/pages/page-tree';
import { firstTag, nextTag } from '../log/tag.ts';
import type { PageRows, SpaceRow, StoredChange } from './page-rows.ts';
import type { ChangeRow, PageOutcome, PageRequest, Pages, SpaceChanges } from './pages.ts';

/** Changes are let go of so many at a time. */
const TRIM_CHANGES = 1_000;

/** A document without a place. */
export type UnplacedDocument = Pick<PageNode, 'id' | 'title' | 'format' | 'createdAt'>;

export interface PageKeeper extends Pages {
  /** Puts documents at the end of the first space, in this order. */
  adoptAll(documents: readonly UnplacedDocument[]): void;
}

/** `Pages` over rows: decides, writes what was decided and its place in the space's log, all at once. */
export function createPageKeeper(rows: PageRows, random: () => number): PageKeeper {
  const positions = new PositionSource(random);

  const cursorOf = ({ epoch, offset, tag }: SpaceRow): Cursor => ({ epoch, offset, tag });

  /** The next change of a space. */
  function append(space: SpaceId, change: PageChange): ChangeRow {
    const { offset: last, tag: before } = rows.space(space)!;
    const json = JSON.stringify(change);
    const bytes = new TextEncoder().encode(json);
    const tag = nextTag(before, { session: undefined, n: 0, bytes });
    const offset = last + 1;
    rows.append(space, { offset, tag, json });
    if (offset % TRIM_CHANGES === 0 && offset > MAX_CHANGES) rows.trim(space, offset - MAX_CHANGES);
    return { offset, tag, change };
  }

  /** A page is so from now on, and its document is there. */
  function place(node: PageNode): ChangeRow {
    const row = append(node.space, node);
    rows.makeDocument(node);
    rows.write(node, row.offset);
    return row;
  }

  function act({ command, author }: PageRequest, now: number): PageOutcome {
    const before = rows.get(command.page);
    const asked = checksumOf(command);
    const last = author && rows.lastOf(author.session);
    if (author && last && author.n <= last.n) {
      const isSame = author.n === last.n && asked === last.asked;
      return isSame ? answer(command, []) : { ok: false, code: 'session-reused' };
    }
    const why = command.kind === 'put' ? whyNoDocument(command) : undefined;
    if (why) return { ok: false, code: why };
    const decision = decide(rows, asDecided(command), now);
    if (!decision.ok) return decision;
    if (author) rows.noteLast(author.session, { n: author.n, asked }, now);
    const { changed, gone } = decision;
    const space = changed[0]?.space ?? before?.space;
    if (space === undefined) return answer(command, []);
    const written = changed.map((node) => {
      // A document that was there before its page may have a title, which nobody would tell.
      const titled = rows.get(node.id)
        ? node
        : { ...node, title: rows.document(node.id)?.title ?? '' };
      return place(titled);
    });
    const erased = gone.map((id) => {
      const row = append(space, { id, space, gone: true });
      rows.erase(rows.get(id)!, row.offset, now);
      return row;
    });
    return answer(command, [...written, ...erased], space);
  }

  /** Why the document of that id cannot be a page as it is asked for. */
  function whyNoDocument({ page, format }: PageCommand & { kind: 'put' }): ErrorCode | undefined {
    const document = rows.document(page);
    if (document?.isDeleted === true) return 'document-deleted';
    return document && document.format !== format ? 'format-mismatch' : undefined;
  }

  function answer(
    { page }: PageRequest['command'],
    changes: readonly ChangeRow[],
    known?: SpaceId,
  ): PageOutcome {
    const node = rows.get(page);
    const space = rows.space(known ?? node?.space ?? rows.spaces()[0]!.id)!;
    return { ok: true, space: space.id, cursor: cursorOf(space), rows: changes, page: node };
  }

  /** Whoever was elsewhere in history may have missed anything. */
  function asDecided(command: PageRequest['command']): PageCommand {
    if (command.kind !== 'remove') return command;
    const { kind, page, seen } = command;
    if (!seen) return { kind, page };
    const space = rows.get(page)?.space;
    const isOurs = space !== undefined && knows(space, seen);
    return { kind, page, isNews: (id) => !isOurs || rows.changeOf(id) > seen.offset };
  }

  function knows(space: SpaceId, { epoch, offset, tag }: Cursor): boolean {
    const row = rows.space(space);
    if (!row || row.epoch !== epoch || offset > row.offset) return false;
    if (offset === row.offset) return tag === row.tag;
    if (offset === 0) return tag === firstTag(space, epoch);
    return rows.tagAt(space, offset) === tag;
  }

  function retitle(titles: readonly { id: DocId; title: string }[]): SpaceChanges[] {
    const told = new Map<SpaceId, ChangeRow[]>();
    for (const { id, title } of titles) {
      const node = rows.get(id);
      if (!node || node.title === title) continue;
      const next = { ...node, title };
      const row = append(node.space, next);
      rows.write(next, row.offset);
      told.set(node.space, [...(told.get(node.space) ?? []), row]);
    }
    return Array.from(told, ([space, changes]) => ({
      space,
      cursor: cursorOf(rows.space(space)!),
      rows: changes,
    }));
  }

  function adopt(documents: readonly UnplacedDocument[]): ChangeRow[] {
    const space = rows.spaces()[0]!.id;
    return documents.map((document) => {
      const position = positions.between(rows.lastPosition(space), undefined);
      const look = { icon: '', cover: '', trashedAt: null };
      return place({ ...document, space, parent: null, position, ...look });
    });
  }

  function adoptOne(id: DocId): SpaceChanges[] {
    const document = rows.document(id);
    if (!document || document.isDeleted || document.format === 'raw' || rows.get(id)) return [];
    const { title, format, createdAt } = document;
    const changes = adopt([{ id, title, format, createdAt }]);
    const space = rows.spaces()[0]!;
    return [{ space: space.id, cursor: cursorOf(space), rows: changes }];
  }

  return {
    adoptAll: (documents) => void rows.atOnce(() => adopt(documents)),
    adopt: async (page) => rows.atOnce(() => adoptOne(page)),
    spaces: async () => rows.spaces().map(({ id, name, createdAt }) => ({ id, name, createdAt })),
    get: async (page) => rows.get(page),
    standing: async (ids) =>
      ids.map((id) => {
        const page = rows.get(id);
        return page && { space: page.space, isTrashed: isTrashed(rows, id) };
      }),
    list: async (space) =>
      rows.atOnce(() => {
        const row = rows.space(space);
        return row && { cursor: cursorOf(row), pages: rows.all(space) };
      }),
    async head(space) {
      const row = rows.space(space);
      return row && cursorOf(row);
    },
    knows: async (space, cursor) => knows(space, cursor),
    changes: async (space, after, limit) => rows.changes(space, after, limit).map(asRow),
    act: async (request, now) => rows.atOnce(() => act(request, now)),
    retitle: async (titles) => rows.atOnce(() => retitle(titles)),
  };
}

/** What is asked for, in few bytes: enough to tell two requests of one session apart. */
function checksumOf(command: PageRequest['command']): string {
  const text = JSON.stringify(Object.entries(command).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

function asRow({ offset, tag, json }: StoredChange): ChangeRow {
  return { offset, tag, change: JSON.parse(json) as PageChange };
}
