import { formatCursor, parseCursor, type Cursor } from '@weft/shared/protocol/cursor';
import type { PageAnswer, PageChange } from '@weft/shared/protocol/down';
import { PatchPage, PutPage } from '@weft/shared/protocol/up';
import { isPosition } from '@weft/shared/model/position';
import type { PageNode } from '@weft/shared/pages/page-tree';
import type { Documents } from '../documents/documents.ts';
import type { PageOutcome } from '../pages/pages.ts';
import type { Spaces } from '../pages/spaces.ts';
import { Refusal } from '../room/refusal.ts';
import { authorOf } from './author.ts';
import { readJson } from './body.ts';
import { isAllowed, pageParam, spaceParam, type WeftContext } from './context.ts';

/** `GET /spaces`. */
export function listSpaces({ pages }: Spaces) {
  return async (c: WeftContext): Promise<Response> => {
    c.get('allow')('spaces.list');
    const all = await pages.spaces().catch(unavailable);
    const spaces = all.filter(({ id }) => isAllowed(c, 'space.read', { space: id }));
    return c.json({ spaces }, 200, { 'Cache-Control': 'no-store' });
  };
}

/** `GET /spaces/:space/pages`: the whole tree at one moment, and where to follow it from. */
export function listPages({ pages }: Spaces) {
  return async (c: WeftContext): Promise<Response> => {
    const space = spaceParam(c);
    c.get('allow')('space.read', { space });
    const head = await pages.head(space).catch(unavailable);
    if (!head) throw new Refusal('space-unknown');
    const held = c.req.header('if-none-match');
    if (held === tagOf(head)) return c.body(null, 304, headersOf(head));
    const listed = await pages.list(space).catch(unavailable);
    if (!listed) throw new Refusal('space-unknown');
    const cursor = formatCursor(listed.cursor);
    return c.json({ cursor, pages: listed.pages }, 200, headersOf(listed.cursor));
  };
}

const tagOf = (cursor: Cursor): string => `"${formatCursor(cursor)}"`;
const headersOf = (cursor: Cursor): Record<string, string> => ({
  'Cache-Control': 'private, no-cache',
  ETag: tagOf(cursor),
});

/** `PUT /pages/:page`: 201 for a new page, 200 for one that is there. Its document is made with it. */
export function putPage(spaces: Spaces, documents: Documents) {
  return async (c: WeftContext): Promise<Response> => {
    const page = pageParam(c);
    const { format, icon, cover, ...place } = await readJson(c, PutPage);
    checkPosition(place.position);
    c.get('allow')('space.write', place);
    c.get('allow')('document.create', page);
    // Whoever may read the space may read the document from now on: that is for those to say who may write it.
    if (await documents.get(page).catch(unavailable)) c.get('allow')('document.write', page);
    const author = authorOf(c);
    const command = { kind: 'put', page, format, icon, cover, ...place } as const;
    const outcome = accepted(await spaces.act({ command, author }).catch(unavailable));
    return c.json(answerOf(outcome), outcome.rows.length > 0 ? 201 : 200);
  };
}

/** `PATCH /pages/:page`: moves it, gives it another look, puts it into the trash or takes it out. */
export function patchPage(spaces: Spaces) {
  return async (c: WeftContext): Promise<Response> => {
    const page = await writablePage(c, spaces);
    const wanted = await readJson(c, PatchPage);
    if (wanted.position !== undefined) checkPosition(wanted.position);
    const command = { kind: 'patch', page: page.id, ...wanted } as const;
    const author = authorOf(c);
    return c.json(answerOf(accepted(await spaces.act({ command, author }).catch(unavailable))));
  };
}

/** `DELETE /pages/:page?seen=<cursor>`: for ever, with all that lay in it at that moment. */
export function removePage(spaces: Spaces) {
  return async (c: WeftContext): Promise<Response> => {
    const text = c.req.query('seen');
    const seen = text === undefined ? undefined : parseCursor(text);
    if (text !== undefined && !seen) throw new Refusal('cursor-malformed');
    const page = await writablePage(c, spaces);
    c.get('allow')('document.delete', page.id);
    const command = { kind: 'remove', page: page.id, seen } as const;
    const author = authorOf(c);
    return c.json(answerOf(accepted(await spaces.act({ command, author }).catch(unavailable))));
  };
}

/** The page of the path, if the caller may change it. A page that is not there and one that may not be seen are the same. */
async function writablePage(c: WeftContext, { pages }: Spaces): Promise<Pick<PageNode, 'id'>> {
  const id = pageParam(c);
  const page = await pages.get(id).catch(unavailable);
  // Whether it is gone or never was is for the tree to say.
  const space = page?.space ?? (await pages.spaces().catch(unavailable))[0]!.id;
  c.get('allow')('space.write', { space });
  return { id };
}

function answerOf({ cursor, rows, page }: PageOutcome & { ok: true }): PageAnswer {
  const changed: PageChange[] = rows.map(({ change }) => change);
  return {
    cursor: formatCursor(cursor),
    pages: changed.length === 0 && page ? [page] : changed,
  };
}

function accepted(outcome: PageOutcome): PageOutcome & { ok: true } {
  if (!outcome.ok) throw new Refusal(outcome.code);
  return outcome;
}

function checkPosition(position: string): void {
  if (!isPosition(position)) throw new Refusal('request-malformed');
}

function unavailable(error: unknown): never {
  throw new Refusal('unavailable', {}, { cause: error });
}
