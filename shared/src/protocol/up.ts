import * as v from 'valibot';
import { DOCUMENT_FORMATS } from './format.ts';
import { parseDocId, type DocId } from './ids.ts';

/** Everything a client sends as JSON. Updates themselves are raw Yjs bytes. */

const docId = v.pipe(
  v.string(),
  v.check((text) => parseDocId(text) !== undefined),
  v.transform((text) => text as DocId),
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
