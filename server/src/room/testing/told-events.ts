import { createEventReader } from '@weft/shared/codec/sse';
import type { Down } from '@weft/shared/protocol/down';

/** The events that bytes of a stream hold; fails for bytes that a reader would not trust. */
export function toldEvents(...pieces: readonly Uint8Array[]): Down[] {
  const events: Down[] = [];
  const reader = createEventReader(
    (event) => events.push(event),
    () => {
      throw new Error('an event of the wrong shape');
    },
  );
  const decoder = new TextDecoder();
  for (const piece of pieces) reader.feed(decoder.decode(piece, { stream: true }));
  return events;
}
