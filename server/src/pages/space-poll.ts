import { formatCursor } from '@weft/shared/protocol/cursor';
import type { Polled } from '@weft/shared/codec/poll';
import { spaceTopic } from '@weft/shared/protocol/topic';
import type { PollSource } from '../hub/poll-source.ts';
import { readSpaceBacklog } from './space-backlog.ts';
import type { SpaceFollowPorts, WantedSpace } from './space-follower.ts';
import { changesEvent } from './space-message.ts';

/** The changes of one space, for polls. */
export function spacePollSource(
  { pages, spaceHub }: SpaceFollowPorts,
  { space, cursor }: WantedSpace,
): PollSource {
  const doc = spaceTopic(space);
  return {
    listen: (wake) => spaceHub.listen(doc, wake),
    read: () => look().catch((): Polled[] => [{ name: 'gone', doc, code: 'unavailable' }]),
  };

  async function look(): Promise<Polled[]> {
    const head = await pages.head(space);
    if (!head) return [{ name: 'gone', doc, code: 'space-unknown' }];
    if (!cursor) return [{ name: 'resync', doc, reason: 'behind' }];
    if (!(await pages.knows(space, cursor)))
      return [{ name: 'resync', doc, reason: 'cursor-unknown' }];
    const backlog = await readSpaceBacklog(pages, space, cursor.offset);
    if (!backlog || backlog.kind === 'behind') return [{ name: 'resync', doc, reason: 'behind' }];
    if (backlog.kind === 'none') return [{ name: 'live', doc, cursor: formatCursor(backlog.head) }];
    const event = changesEvent(space, backlog.cursor, backlog.rows);
    return [event, { name: 'live', doc, cursor: event.cursor }];
  }
}
