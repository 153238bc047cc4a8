import * as v from 'valibot';
import { DOCUMENT_FORMATS } from './format.ts';
import { parseDocId, parseSpaceId, type DocId, type SpaceId } from './ids.ts';
import { MAX_COVER_LENGTH, MAX_ICON_LENGTH } from './limits.ts';

/** Everything a client sends as JSON. Updates themselves are raw Yjs bytes. */

const docId = v.pipe(
  v.string(),
  v.check((text) => parseDocId(text) !== undefined),
  v.transform((text) => text as DocId),
);

const spaceId = v.pipe(
  v.string(),
  v.check((text) => parseSpaceId(text) !== undefined),
  v.transform((text) => text as SpaceId),
);

/** `POST /docs`. The client makes the id, so a repeated create is the same create. */
export const CreateDocument = v.strictObject({
  id: docId,
  format: v.picklist(DOCUMENT_FORMATS),
});
export type CreateDocument = v.InferOutput<typeof CreateDocument>;

/**
 * `POST /docs/:doc/presence`. `state` is what awareness carries (name, colour, caret), opaque to the
 * server; `null` leaves. `clock` orders the posts of one session, which HTTP may deliver out of order.
 */
export const PostPresence = v.strictObject({
  client: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
  clock: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffffffff)),
  state: v.nullable(v.record(v.string(), v.unknown())),
});
export type PostPresence = v.InferOutput<typeof PostPresence>;

/** Compared by code unit among the siblings; the server looks closer. */
const position = v.pipe(v.string(), v.nonEmpty());
const icon = v.pipe(v.string(), v.maxLength(MAX_ICON_LENGTH));
const cover = v.pipe(v.string(), v.maxLength(MAX_COVER_LENGTH));

/** `PUT /pages/:page`: there shall be this page. One that is there stays as it is. */
export const PutPage = v.strictObject({
  space: spaceId,
  parent: v.nullable(docId),
  position,
  format: v.optional(v.picklist(DOCUMENT_FORMATS), 'blocks'),
  icon: v.optional(icon, ''),
  cover: v.optional(cover, ''),
});
export type PutPage = v.InferInput<typeof PutPage>;

/** `PATCH /pages/:page`: what is absent stays as it is. `trashed` puts it into the trash, or takes it out. */
export const PatchPage = v.strictObject({
  parent: v.optional(v.nullable(docId)),
  position: v.optional(position),
  icon: v.optional(icon),
  cover: v.optional(cover),
  trashed: v.optional(v.boolean()),
});
export type PatchPage = v.InferInput<typeof PatchPage>;
