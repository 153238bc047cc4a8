import type { Down } from '@weft/shared/protocol/down';
import { turn } from '../../testing/turn.ts';
import type { FakeOutlet } from './fake-outlet.ts';

/** Everything that a reader is told while it takes all there is. */
export async function takeAll(outlet: FakeOutlet): Promise<Down[]> {
  const events: Down[] = [];
  for (let quiet = 0; quiet < 3; quiet++) {
    await turn();
    const taken = outlet.take();
    if (taken.length > 0) quiet = 0;
    events.push(...taken);
  }
  return events;
}

/** What was told, without presence: the offsets of rows, or the name of another event. */
export const brief = (events: readonly Down[]): (string | string[])[] =>
  events
    .filter(({ name }) => name !== 'presence')
    .map((event) => (event.name === 'updates' ? offsetsOf(event) : event.name));

function offsetsOf({ cursor, updates }: Extract<Down, { name: 'updates' }>): string[] {
  const last = Number(cursor.split('.')[1]);
  return updates.map((_, i) => String(last - updates.length + 1 + i));
}
