import { expect } from 'vitest';
import type { Present } from '@weft/shared/protocol/down';
import type { DocId, SessionId } from '@weft/shared/protocol/ids';
import { first, follow, type Event } from './event-collector.ts';
import { postPresence } from './server-under-test.ts';

interface Posted {
  readonly client?: number;
  readonly clock?: number;
  readonly state?: Record<string, unknown> | null;
}

/** Posts a state that must be taken. */
export async function present(doc: DocId, session: SessionId, posted: Posted = {}): Promise<void> {
  const answer = await postPresence(doc, session, {
    client: 1,
    clock: 1,
    state: { name: 'Ada' },
    ...posted,
  });
  expect(answer.body.toString()).toBe('');
  expect(answer.status).toBe(204);
}

/** What a stream was told last of a session, once it was told anything. For `until`. */
export const toldOf =
  (session: SessionId) =>
  (events: readonly Event[]): Present | undefined =>
    events
      .flatMap((event) => (event.name === 'presence' ? event.present : []))
      .findLast((one) => one.session === session);

/** Once a stream was told that a session has left. For `until`. */
export const hasLeft = (session: SessionId) => (events: readonly Event[]) =>
  toldOf(session)(events)?.state === null || undefined;

/** Who a reader who comes now is told of, before anything else. */
export async function whoIsHere(doc: DocId): Promise<Present[]> {
  const stream = await follow([doc]);
  const { present } = await stream.until(first('presence', doc));
  stream.close();
  return present;
}
