import { createEventReader } from '@weft/shared/codec/sse';
import type { FaultyNetwork } from '@weft/shared/testing/network';
import type { Outlet } from '@weft/server/hub/outlet';
import type { Failure, FollowSink } from '@weft/client/sync/ports';

export const UNREACHABLE: Failure = { ok: false, code: 'unreachable', retry: 'same' };

/** A stream through a faulty network: the server's end of it, and what breaks it off or leaves it. */
export interface SimulatedStream {
  readonly outlet: Outlet;
  /** The server's side of it is over; what was sent before may still arrive. */
  close(): void;
  /** The reader goes, and hears nothing any more. */
  leave(): void;
}

export function openSimulatedStream(
  network: FaultyNetwork,
  sink: Pick<FollowSink, 'event' | 'lost'>,
): SimulatedStream {
  const callbacks: (() => void)[] = [];
  let isOver = false;
  let closed = false;
  const close = (): void => {
    for (const callback of callbacks.splice(0)) callback();
  };
  const lose = (): void => {
    close();
    if (!isOver) sink.lost(UNREACHABLE);
    isOver = true;
  };
  const reader = createEventReader((event) => {
    if (!isOver) sink.event(event);
  }, lose);
  const pipe = network.pipe<string>((text) => reader.feed(text), lose);
  callbacks.push(() => {
    closed = true;
    pipe.end();
  });
  return {
    close,
    leave() {
      isOver = true;
      close();
    },
    outlet: {
      ready: true,
      get closed() {
        return closed;
      },
      write: (event) => pipe.send(event.toString()),
      drained: () => Promise.resolve(),
      onClose: (callback) => void (closed ? callback() : callbacks.push(callback)),
    },
  };
}
