import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { PageAnswer, PageInfo, PageList, SpaceList } from '@weft/shared/protocol/down';
import type { DocId, SpaceId } from '@weft/shared/protocol/ids';
import { pagePath, pagesPath, removePagePath, ROUTES } from '@weft/shared/protocol/routes';
import type { PatchPage } from '@weft/shared/protocol/up';
import { PositionSource } from '@weft/shared/model/position';
import {
  authorHeaders,
  cursor,
  jsonOf,
  newDoc,
  send,
  type Answer,
  type Author,
} from './server-under-test.ts';

const positions = new PositionSource(() => randomBytes(4).readUInt32BE() / 2 ** 32);
let last: string | undefined;
/** After all that were given before. */
export const nextPosition = (): string => (last = positions.between(last, undefined));

/** The first space of the server. */
export async function firstSpace(): Promise<SpaceId> {
  const answer = await send({ path: ROUTES.spaces });
  expect(answer.status).toBe(200);
  const [space] = (jsonOf(answer) as SpaceList).spaces;
  return space!.id as SpaceId;
}

/** Sends a command about a page, and resolves with the answer, whatever it is. */
export function command(
  method: 'PUT' | 'PATCH',
  page: DocId,
  body: unknown,
  author?: Author,
): Promise<Answer> {
  return send({
    method,
    path: pagePath(page),
    headers: { 'Content-Type': 'application/json', ...(author && authorHeaders(author)) },
    body: JSON.stringify(body),
  });
}

/** A new page that must be made: at the top, or in another. */
export async function newPage(parent: DocId | null = null, page = newDoc()): Promise<DocId> {
  const place = { space: await firstSpace(), parent, position: nextPosition() };
  const answer = await command('PUT', page, place);
  expect(answer.body.toString()).toContain(page);
  expect(answer.status).toBe(201);
  return page;
}

/** A change that must be taken. */
export async function change(page: DocId, wanted: PatchPage, author?: Author): Promise<PageAnswer> {
  const answer = await command('PATCH', page, wanted, author);
  expect([answer.status, answer.body.toString()]).toEqual([200, expect.any(String)]);
  return jsonOf(answer) as PageAnswer;
}

/** Deletes for ever what is in the trash, and resolves with the answer, whatever it is. */
export const remove = (page: DocId, seen?: string): Promise<Answer> =>
  send({
    method: 'DELETE',
    path: seen === undefined ? pagePath(page) : removePagePath(page, cursor(seen)),
  });

/** All pages of the first space. */
export async function listed(): Promise<PageList> {
  const answer = await send({ path: pagesPath(await firstSpace()) });
  expect(answer.status).toBe(200);
  return jsonOf(answer) as PageList;
}

/** A page as the list has it. */
export async function infoOf(page: DocId): Promise<PageInfo | undefined> {
  return (await listed()).pages.find(({ id }) => id === page);
}
