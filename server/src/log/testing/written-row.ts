import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import { LOCAL_PRINCIPAL } from '../../access/principal.ts';
import { docIdOf } from '../../testing/numbered-ids.ts';
import type { NewRow } from '../log.ts';

interface Choice {
  readonly doc?: DocId;
  readonly author?: { readonly session: SessionId; readonly n: number };
  readonly bytes?: Uint8Array;
  readonly time?: number;
}

/** A row that follows `after`, of document 1 and with one byte unless told otherwise. */
export function writtenRow(after: number, choice: Choice = {}): NewRow {
  const {
    doc = docIdOf(1),
    author,
    bytes = Uint8Array.of(after + 1),
    time = 1000 + after,
  } = choice;
  return { doc, after, author, principal: LOCAL_PRINCIPAL, time, bytes };
}
