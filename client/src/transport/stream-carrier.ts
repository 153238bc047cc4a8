import type { Clock } from '@weft/shared/clock';
import { followPath, STREAM_TYPE } from '@weft/shared/protocol/routes';
import type { Carrier, CarrierSink, Follow, SendRequest } from './carrier.ts';
import { readEventStream } from './event-stream.ts';
import { UNREACHABLE } from './failure.ts';

export interface StreamSink extends CarrierSink {
  /** Nothing at all has come of it yet. */
  silent(): void;
  /** It said something well after its beginning: nothing holds it back. */
  flowed(): void;
  /** It had begun, and then said nothing any more; `lost` follows. */
  stalled(): void;
}

/** Follows documents over one stream. */
export function openStream(
  { send, clock, timings }: StreamOptions,
  follows: readonly Follow[],
  sink: StreamSink,
): Carrier {
  const began = clock.now();
  let hasSpoken = false;
  const stopHello = clock.after(timings.hello, () => sink.silent());
  let stopWatchdog = clock.after(timings.silence, giveUp);

  function heard(): void {
    hasSpoken = true;
    stopHello();
    stopWatchdog();
    stopWatchdog = clock.after(timings.silence, giveUp);
    if (clock.now() - began >= timings.flowing) sink.flowed();
  }

  function giveUp(): void {
    stop();
    if (hasSpoken) sink.stalled();
    sink.lost(UNREACHABLE);
  }

  function stop(): void {
    stopHello();
    stopWatchdog();
    end();
  }

  const sessions = [...new Set(follows.map(({ session }) => session))];
  const end = readEventStream(
    (signal) =>
      send(followPath(sessions, follows), {
        headers: { Accept: STREAM_TYPE },
        cache: 'no-store',
        signal,
      }),
    {
      event: sink.event,
      alive() {
        heard();
        sink.alive();
      },
      lost(failure) {
        stop();
        sink.lost(failure);
      },
    },
  );
  return { close: stop };
}

interface StreamOptions {
  readonly send: SendRequest;
  readonly clock: Clock;
  readonly timings: {
    readonly hello: number;
    readonly silence: number;
    readonly flowing: number;
  };
}
