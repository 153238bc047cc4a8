import type { DocumentInfo } from '@weft/shared/protocol/down';
import { parseDocId, type DocId } from '@weft/shared/protocol/ids';
import { MAX_LIST } from '@weft/shared/protocol/limits';
import { CreateDocument } from '@weft/shared/protocol/up';
import type { DocumentRecord, Documents } from '../documents/documents.ts';
import type { Files } from '../files/files.ts';
import type { Past } from '../history/past.ts';
import type { Spaces } from '../pages/spaces.ts';
import type { Search } from '../search/search.ts';
import { Refusal } from '../room/refusal.ts';
import type { Rooms } from '../room/rooms.ts';
import { readJson } from './body.ts';
import { docParam, type WeftContext } from './context.ts';

/** `GET /docs?limit=&after=`: newest first. */
export function listDocuments(documents: Documents) {
  return async (c: WeftContext): Promise<Response> => {
    c.get('allow')('documents.list');
    const limit = Number(c.req.query('limit') ?? MAX_LIST);
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIST)
      throw new Refusal('request-malformed');
    const afterText = c.req.query('after');
    const after = afterText === undefined ? undefined : parseDocId(afterText);
    if (afterText !== undefined && !after) throw new Refusal('id-malformed');
    const records = await documents.list({ limit, after }).catch(() => {
      throw new Refusal('unavailable');
    });
    const docs = records.map(toInfo);
    return c.json(docs.length === limit ? { docs, next: docs.at(-1)!.id } : { docs });
  };
}

/** `POST /docs`: 201 for a new document, 200 when this id was made before in the same format. It has a place among pages. */
export function createDocument(rooms: Rooms, documents: Documents, spaces: Spaces) {
  return async (c: WeftContext): Promise<Response> => {
    const { id, format } = await readJson(c, CreateDocument);
    c.get('allow')('document.create', id);
    const { created } = await rooms.create(id, format);
    const record = await documents.get(id).catch(() => undefined);
    if (!record) throw new Refusal('unavailable');
    // Also of one that was made before: a fault may have kept it from its place.
    await spaces.adopt(id).catch((error: unknown) => {
      throw new Refusal('unavailable', {}, { cause: error });
    });
    return c.json(toInfo(record), created ? 201 : 200);
  };
}

interface DeletingPorts {
  readonly rooms: Rooms;
  readonly files: Files;
  readonly spaces: Spaces;
  readonly search: Search;
  readonly past: Past;
}

/** `DELETE /docs/:doc`: for everybody, at once, with its files and its place among pages. */
export function deleteDocument({ rooms, files, spaces, search, past }: DeletingPorts) {
  const forget = (doc: DocId): Promise<void> =>
    spaces.forget(doc).catch((error: unknown) => {
      throw new Refusal('unavailable', {}, { cause: error });
    });
  return async (c: WeftContext): Promise<Response> => {
    const doc = docParam(c);
    c.get('allow')('document.delete', doc);
    // Also of one that was deleted before: a fault may have kept its place from going.
    await rooms.remove(doc).catch(async (error: unknown) => {
      if (error instanceof Refusal && error.code === 'document-deleted') await forget(doc);
      throw error;
    });
    await forget(doc);
    // Nobody can reach them any more; what cannot be removed now is removed at the next start.
    await files.removeOf(doc).catch(() => undefined);
    await search.forget(doc).catch(() => undefined);
    await past.forget(doc).catch(() => undefined);
    return c.body(null, 204);
  };
}

function toInfo({ id, format, title, createdAt, updatedAt }: DocumentRecord): DocumentInfo {
  return { id, format, title, createdAt, updatedAt };
}
