import type { Clock } from '@weft/shared/clock';
import { parseCursor } from '@weft/shared/protocol/cursor';
import { backoff } from '../sync/backoff.ts';
import type { Failure, FollowSink, Heard, Rung } from '../sync/ports.ts';
import type { Carrier, CarrierSink, Follow, SendRequest } from './carrier.ts';
import {
  firstLadder,
  nextLadder,
  suspectsStreams,
  trialAt,
  waitOf,
  type Ladder,
  type LadderEvent,
} from './ladder.ts';
import { UNREACHABLE } from './failure.ts';
import { openPolls } from './poll-carrier.ts';
import type { RungMemory } from './rung-memory.ts';
import { evaluate, hasRoom, orphansOf, type Carried, type Command, type Slot } from './slot.ts';
import { openStream } from './stream-carrier.ts';
import { TIMINGS, type Timings } from './timings.ts';

export interface ConnectionPorts {
  readonly send: SendRequest;
  readonly clock: Clock;
  /** In [0, 1); spreads retries. */
  readonly random: () => number;
  readonly memory: RungMemory;
  readonly timings?: Timings | undefined;
}

/** One way to a server, shared by everybody in a tab who follows documents there. */
export interface Connection {
  /** Follows a document, or a space, from a cursor; the returned function ends it without a call to `lost`. */
  follow(from: Pick<Follow, 'doc' | 'session' | 'cursor'>, sink: FollowSink): () => void;
  /** The person has just edited. */
  edited(): void;
  /** The network is back, or another one. */
  moved(): void;
  readonly rung: Rung;
  /** Returns the function that ends it. */
  onRung(callback: (rung: Rung) => void): () => void;
}

interface Running extends Carried {
  carrier: Carrier;
}

export function createConnection(ports: ConnectionPorts): Connection {
  const { clock, random, memory, timings = TIMINGS } = ports;
  const listeners = new Set<(rung: Rung) => void>();
  let slots: Slot<Running>[] = [];
  let ladder = rememberedLadder();
  /** Losses in a row, without a document that came to be live in between. */
  let losses = 0;
  let comeBackAt = 0;
  let alarm: { readonly at: number; readonly stop: () => void } | undefined;

  function rememberedLadder(): Ladder {
    const first = firstLadder(clock.now(), timings);
    const kept = memory.load();
    // A clock that was set back must not keep anybody down.
    return kept ? { ...first, ...kept, since: Math.min(kept.since, clock.now()) } : first;
  }

  function note(event: LadderEvent): void {
    const before = ladder;
    ladder = nextLadder(ladder, event, clock.now(), timings);
    if (ladder === before) return;
    const { rung, wait, trialMs, since } = ladder;
    memory.save(rung === 'stream' ? undefined : { rung, wait, trialMs, since });
    if (before.rung !== rung) for (const callback of Array.from(listeners)) callback(rung);
  }

  /** Decides anew, now. */
  function decide(): void {
    slots = slots.filter(({ follows, carriers }) => follows.size > 0 || carriers.length > 0);
    for (const slot of slots) {
      const now = clock.now();
      const at = trialAt(ladder);
      const commands = evaluate(slot, {
        now,
        kind: ladder.rung === 'stream' ? 'stream' : 'poll',
        isSuspicious: suspectsStreams(ladder),
        isTrialDue: slot === slots[0] && at !== undefined && now >= at,
      });
      for (const command of commands) run(slot, command);
    }
    const now = clock.now();
    const times = slots.flatMap(({ restUntil, tidyAt }) => [restUntil, tidyAt]);
    const trial = slots.length > 0 ? trialAt(ladder) : undefined;
    for (const time of [...times, ...(trial === undefined ? [] : [trial])])
      if (time > now) decideAfter(time - now);
  }

  function decideAfter(ms: number): void {
    const at = clock.now() + ms;
    if (alarm && alarm.at <= at) return;
    alarm?.stop();
    const stop = clock.after(ms, () => {
      alarm = undefined;
      decide();
    });
    alarm = { at, stop };
  }

  function run(slot: Slot<Running>, command: Command<Running>): void {
    if (command.type === 'close') return close(slot, command.carrier);
    const { kind, role } = command;
    const follows = new Set(slot.follows);
    const one: Running = {
      kind,
      role,
      follows,
      isOpen: false,
      isSilent: false,
      carrier: { close: () => undefined },
    };
    slot.carriers = [...slot.carriers, one];
    one.carrier = kind === 'stream' ? stream(slot, one) : polls(slot, one);
  }

  function close(slot: Slot<Running>, one: Running): void {
    slot.carriers = slot.carriers.filter((other) => other !== one);
    one.carrier.close();
  }

  function stream(slot: Slot<Running>, one: Running): Carrier {
    const isTrial = (): boolean => one.role === 'trial';
    const sink = sinkOf(slot, one);
    return openStream({ ...ports, timings }, [...one.follows], {
      ...sink,
      silent() {
        one.isSilent = true;
        if (isTrial()) fail(slot, one, { type: 'slipped' });
        decide();
      },
      event(event) {
        if (isTrial()) note({ type: 'climbed' });
        opened(slot, one);
        sink.event(event);
      },
      flowed: () => note({ type: 'flowed' }),
      stalled: () => note({ type: 'stalled' }),
    });
  }

  function polls(slot: Slot<Running>, one: Running): Carrier {
    const stillFollowed = (): Follow[] =>
      [...one.follows].filter((follow) => slot.follows.has(follow));
    const wait = (): number => waitOf(ladder, timings);
    return openPolls({ ...ports, timings, wait }, stillFollowed, {
      ...sinkOf(slot, one),
      answered() {
        if (one.role === 'probe') note({ type: 'held' });
        opened(slot, one);
      },
      cut: () => note({ type: 'cut' }),
    });
  }

  function sinkOf(slot: Slot<Running>, one: Running): CarrierSink {
    return {
      event: (event) => deliver(slot, one, event),
      alive() {
        for (const follow of one.follows) if (slot.follows.has(follow)) follow.sink.alive?.();
      },
      lost(failure) {
        if (one.role === 'trial') fail(slot, one, { type: 'slipped' });
        else lose(slot, one, failure);
        decide();
      },
    };
  }

  function opened(slot: Slot<Running>, one: Running): void {
    if (one.isOpen) return;
    one.isOpen = true;
    one.role = 'main';
    // Whatever else was asked for has lost the race.
    for (const other of slot.carriers) if (!other.isOpen) close(slot, other);
    decide();
  }

  function fail(slot: Slot<Running>, one: Running, event: LadderEvent): void {
    close(slot, one);
    note(event);
  }

  function deliver(slot: Slot<Running>, one: Running, event: Heard): void {
    if (event.name === 'live') losses = 0;
    for (const follow of one.follows) {
      if (!slot.follows.has(follow) || ('doc' in event && event.doc !== follow.doc)) continue;
      if (event.name === 'updates' || event.name === 'pages' || event.name === 'live')
        advance(follow, event.cursor);
      try {
        follow.sink.event(event);
      } catch {
        // It may have missed something; the others have not.
        slot.follows.delete(follow);
        follow.sink.lost(UNREACHABLE);
      }
    }
  }

  function lose(slot: Slot<Running>, one: Running, failure: Failure): void {
    if (one.role === 'probe') note({ type: 'down' });
    else if (one.kind === 'stream' && !one.isOpen && failure.code === 'unreachable')
      note({ type: 'odd' });
    close(slot, one);
    // A stream that said nothing had its chance when the probe was asked for.
    if (one.role === 'probe')
      for (const other of slot.carriers) if (!other.isOpen) lose(slot, other, failure);
    const delayMs = delayAfter(failure);
    slot.restUntil = Math.max(slot.restUntil, clock.now() + delayMs);
    for (const follow of orphansOf(slot, one)) {
      slot.follows.delete(follow);
      follow.sink.lost({ ...failure, comeBackMs: delayMs });
    }
    if (slot.follows.size === 0) slot.restUntil = 0;
  }

  /** The same for all that are lost together, so that they come back in one request. */
  function delayAfter({ retryAfterMs }: Failure): number {
    const now = clock.now();
    if (comeBackAt <= now) {
      losses += 1;
      // A time that the server names is for everybody it turns away, who must not come back in step.
      const wish = retryAfterMs === undefined ? 0 : retryAfterMs * (1 + random());
      comeBackAt = now + Math.max(wish, backoff(losses, random));
    }
    return comeBackAt - now;
  }

  return {
    follow(from, sink) {
      const follow: Follow = { ...from, sink };
      let slot = slots.find((one) => hasRoom(one, follow));
      if (!slot) {
        slot = { follows: new Set(), carriers: [], restUntil: 0, tidyAt: 0 };
        slots = [...slots, slot];
      }
      const { follows } = slot;
      follows.add(follow);
      decideAfter(timings.gather);
      const own = slot;
      return () => {
        if (!follows.delete(follow)) return;
        own.tidyAt = clock.now() + timings.tidy;
        decideAfter(follows.size === 0 ? 0 : timings.tidy);
      };
    },
    edited() {
      for (const { carriers } of slots) for (const { carrier } of carriers) carrier.edited?.();
    },
    moved() {
      note({ type: 'moved' });
      decide();
    },
    get rung() {
      return ladder.rung;
    },
    onRung(callback) {
      const own = (rung: Rung): void => callback(rung);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}

/** Where the next request for it goes on. */
function advance(follow: Follow, text: string): void {
  const cursor = parseCursor(text);
  if (cursor && cursor.offset >= follow.cursor.offset) follow.cursor = cursor;
}
