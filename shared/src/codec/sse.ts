import { createParser } from 'eventsource-parser';
import * as v from 'valibot';
import { DOWN, type Down, type DownName } from '../protocol/down.ts';

/**
 * One event of the stream as text. `id` is what a bare `EventSource` hands back as `Last-Event-ID`.
 * JSON escapes every line break, so no payload can end an event early or forge another.
 */
export function encodeEvent(event: Down, id?: string): string {
  const { name, ...data } = event;
  const head = id === undefined ? '' : `id: ${id}\n`;
  return `${head}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** An event by a name this version does not know is skipped, so that a newer server may add some. */
export interface EventReader {
  /** Takes the next piece of the body; pieces may be cut anywhere between characters. */
  feed(text: string): void;
}

/**
 * Reads events from a stream of text.
 *
 * @param onEvent called for each well-formed event, in order
 * @param onFault called once for an event whose payload is not of its name's shape; the stream cannot
 *   be trusted after it, for a skipped row would be a gap
 */
export function createEventReader(
  onEvent: (event: Down) => void,
  onFault: () => void,
): EventReader {
  let broken = false;
  const fault = (): void => {
    if (broken) return;
    broken = true;
    onFault();
  };
  const parser = createParser({
    onEvent: ({ event, data }) => {
      if (broken || event === undefined || !Object.hasOwn(DOWN, event)) return;
      const name = event as DownName;
      const parsed = v.safeParse(DOWN[name], parseJson(data));
      if (!parsed.success) return fault();
      onEvent({ name, ...parsed.output } as Down);
    },
  });
  return { feed: (text) => parser.feed(text) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
