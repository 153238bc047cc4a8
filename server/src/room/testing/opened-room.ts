import type { DocumentFormat } from '@weft/shared/protocol/format';
import type { SessionId } from '@weft/shared/protocol/ids';
import { MAX_DOCUMENT_BYTES } from '@weft/shared/protocol/limits';
import { LOCAL_PRINCIPAL } from '../../access/principal.ts';
import { createHeldLog, type HeldLog } from '../../log/testing/held-log.ts';
import { docIdOf, sessionIdOf } from '../../testing/numbered-ids.ts';
import { openPast } from '../opened-past.ts';
import { createRoom, type Append, type Room } from '../room.ts';
import { titleAfter } from './typist.ts';

export interface OpenedRoom {
  readonly room: Room;
  readonly log: HeldLog;
  /** Offsets that were shown to those who follow. */
  readonly published: number[];
  /** How often the room said that it must go. */
  readonly faults: () => number;
}

const doc = docIdOf(1);

/**
 * A room over what `log` holds of document 1.
 *
 * @param size bytes that its rows are said to have, where it is not what they have
 */
export async function openedRoom(
  log = createHeldLog(),
  size?: number,
  format: DocumentFormat = 'raw',
): Promise<OpenedRoom> {
  const opened = await openPast(log, doc);
  const published: number[] = [];
  let faults = 0;
  const past = { ...opened, head: { ...opened.head, size: size ?? opened.head.size } };
  const room = createRoom(doc, format, past, {
    log,
    now: () => 1000,
    publish: ({ offset }) => void published.push(offset),
    onFault: () => (faults += 1),
  });
  return { room, log, published, faults: () => faults };
}

/** An append of nobody in particular. */
export const anonymous = (bytes: Uint8Array): Append => ({ principal: LOCAL_PRINCIPAL, bytes });

/** An append under a session's n, of session 1 unless told otherwise. */
export const authored = (
  n: number,
  bytes: Uint8Array,
  session: SessionId = sessionIdOf(1),
): Append => ({
  ...anonymous(bytes),
  author: { session, n },
});

/** The title that the log's rows of document 1 add up to. */
export const titleOf = async (log: HeldLog): Promise<string> =>
  titleAfter((await log.read(doc, 0, MAX_DOCUMENT_BYTES)).map(({ bytes }) => bytes));
