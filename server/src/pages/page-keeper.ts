import type { Cursor } from '@weft/shared/protocol/cursor';
import type { PageChange } from '@weft/shared/protocol/down';
import type { ErrorCode } from '@weft/shared/protocol/errors';
import type { DocId, SpaceId } from '@weft/shared/protocol/ids';
import { MAX_CHANGES } from '@weft/shared/protocol/limits';
import { decide, type PageCommand } from '@weft/shared/pages/page-command';
import { firstTag, nextTag } from '../log/tag.ts';
import type { PageRows, SpaceRow, StoredChange } from './page-rows.ts';
import type { ChangeRow, PageOutcome, PageRequest, Pages, SpaceChanges } from './pages.ts';

/** Changes are let go of so many at a time. */
const TRIM_CHANGES = 1_000;

/** `Pages` over rows: decides, writes what was decided and its place in the space's log, all at once. */
export function createPageKeeper(rows: PageRows): Pages {
  const cursorOf = ({ epoch, offset, tag }: SpaceRow): Cursor => ({ epoch, offset, tag });

  /** Appends changes of one space, each written as it is told. */
  function append(space: SpaceId, changes: readonly PageChange[]): ChangeRow[] {
    return changes.map((change) => {
      const { offset: last, tag: before } = rows.space(space)!;
      const json = JSON.stringify(change);
      const bytes = new TextEncoder().encode(json);
      const tag = nextTag(before, { session: undefined, n: 0, bytes });
      const offset = last + 1;
      rows.append(space, { offset, tag, json });
      if (offset % TRIM_CHANGES === 0 && offset > MAX_CHANGES)
        rows.trim(space, offset - MAX_CHANGES);
      return { offset, tag, change };
    });
  }

  function act({ command, author }: PageRequest, now: number): PageOutcome {
    const before = rows.get(command.page);
    if (author && author.n <= rows.lastN(author.session)) return answer(command, []);
    const why = command.kind === 'put' ? whyNoDocument(command) : undefined;
    if (why) return { ok: false, code: why };
    const decision = decide(rows, asDecided(command), now);
    if (!decision.ok) return decision;
    if (author) rows.noteN(author.session, author.n, now);
    const { changed, gone } = decision;
    const space = changed[0]?.space ?? before?.space;
    if (space === undefined) return answer(command, []);
    const written = changed.flatMap((node) => {
      const appended = append(space, [node]);
      rows.makeDocument(node);
      rows.write(node, appended[0]!.offset);
      return appended;
    });
    const erased = gone.flatMap((id) => {
      const appended = append(space, [{ id, space, gone: true }]);
      rows.erase(rows.get(id)!, appended[0]!.offset, now);
      return appended;
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
      const [row] = append(node.space, [next]);
      rows.write(next, row!.offset);
      told.set(node.space, [...(told.get(node.space) ?? []), row!]);
    }
    return Array.from(told, ([space, changes]) => ({
      space,
      cursor: cursorOf(rows.space(space)!),
      rows: changes,
    }));
  }

  return {
    spaces: async () => rows.spaces().map(({ id, name, createdAt }) => ({ id, name, createdAt })),
    get: async (page) => rows.get(page),
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

function asRow({ offset, tag, json }: StoredChange): ChangeRow {
  return { offset, tag, change: JSON.parse(json) as PageChange };
}
