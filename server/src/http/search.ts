import type { LinkList, SearchAnswer } from '@weft/shared/protocol/down';
import type { DocId } from '@weft/shared/protocol/ids';
import { MAX_FOUND, MAX_LINKS, MAX_QUERY_LENGTH } from '@weft/shared/protocol/limits';
import type { Pages, PageStanding } from '../pages/pages.ts';
import { Refusal } from '../room/refusal.ts';
import type { Search } from '../search/search.ts';
import type { Excerpt } from '@weft/shared/search/excerpt';
import { isAllowed, pageParam, spaceParam, type WeftContext } from './context.ts';

/** Pages that are found but not shown, in the trash or not to be seen by the caller, must not leave the answer empty. */
const ASKED = 4 * MAX_FOUND;
const DEFAULT_LIMIT = 20;

/** `GET /spaces/:space/search?q=&in=title&since=&until=&limit=`. */
export function searchPages(search: Search, pages: Pages) {
  return async (c: WeftContext): Promise<Response> => {
    const space = spaceParam(c);
    c.get('allow')('space.read', { space });
    if (!(await pages.head(space).catch(unavailable))) throw new Refusal('space-unknown');
    const text = c.req.query('q') ?? '';
    const within = c.req.query('in');
    const limit = numberOf(c, 'limit') ?? DEFAULT_LIMIT;
    const isSound = text.length <= MAX_QUERY_LENGTH && (within ?? 'title') === 'title';
    if (!isSound || limit < 1 || limit > MAX_FOUND) throw new Refusal('request-malformed');
    const [since, until] = [numberOf(c, 'since'), numberOf(c, 'until')];
    const query = { text, isInTitles: within !== undefined, since, until, limit: ASKED };
    const hits = await search.find(query).catch(unavailable);
    const standing = await pages.standing(hits.map(({ page }) => page)).catch(unavailable);
    const shown = hits
      .filter(({ page }, i) => standing[i]?.space === space && isShown(c, page, standing[i]))
      .slice(0, limit);
    const pagesShown = shown.map(({ page }) => page);
    const excerpts = await search.excerpts(pagesShown, text).catch(unavailable);
    const results = shown.map(({ page, updatedAt }, i) => {
      const excerpt = excerpts[i];
      return { page, updatedAt, ...(excerpt && { excerpt: mutable(excerpt) }) };
    });
    const body: SearchAnswer = { results };
    return c.json(body, 200, { 'Cache-Control': 'no-store' });
  };
}

/** `GET /pages/:page/links`: from pages that the caller may read. */
export function listLinks(search: Search, pages: Pages) {
  return async (c: WeftContext): Promise<Response> => {
    const page = pageParam(c);
    c.get('allow')('document.read', page);
    const [known] = await pages.standing([page]).catch(unavailable);
    if (!known) throw new Refusal('page-unknown');
    c.get('allow')('space.read', { space: known.space });
    const hits = await search.linksTo(page, MAX_LINKS).catch(unavailable);
    const standing = await pages.standing(hits.map(({ from }) => from)).catch(unavailable);
    const body: LinkList = {
      links: hits
        .filter(({ from }, i) => from !== page && isShown(c, from, standing[i]))
        .map(({ from, excerpt }) => ({ page: from, excerpt: mutable(excerpt) })),
    };
    return c.json(body, 200, { 'Cache-Control': 'no-store' });
  };
}

function isShown(c: WeftContext, page: DocId, standing: PageStanding | undefined): boolean {
  if (!standing || standing.isTrashed) return false;
  return (
    isAllowed(c, 'space.read', { space: standing.space }) && isAllowed(c, 'document.read', page)
  );
}

function mutable({ block, text, marks }: Excerpt) {
  return { block, text, marks: marks.map(([from, to]): [number, number] => [from, to]) };
}

function numberOf(c: WeftContext, name: string): number | undefined {
  const text = c.req.query(name);
  if (text === undefined) return undefined;
  if (!/^\d{1,15}$/.test(text)) throw new Refusal('request-malformed');
  return Number(text);
}

function unavailable(error: unknown): never {
  throw new Refusal('unavailable', {}, { cause: error });
}
