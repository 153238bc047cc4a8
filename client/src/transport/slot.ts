import { MAX_FOLLOWED } from '@weft/shared/protocol/limits';
import type { Follow } from './carrier.ts';

/** What a request, or a series of polls, is there for. */
export type Role =
  /** To bring what is followed. */
  | 'main'
  /** To find out, where a stream says nothing, whether a poll gets through. Once it does it is the main one. */
  | 'probe'
  /** To find out, beside polls, whether a stream gets through now. */
  | 'trial';

export type CarrierKind = 'stream' | 'poll';

/** A carrier as decisions see it. */
export interface Carried {
  readonly kind: CarrierKind;
  role: Role;
  readonly follows: ReadonlySet<Follow>;
  /** Whether anything has come of it. */
  isOpen: boolean;
  /** Whether nothing has for long enough to look for another way. */
  isSilent: boolean;
}

/** Documents that share a request, and the requests that carry them; the newest last. */
export interface Slot<C extends Carried = Carried> {
  readonly follows: Set<Follow>;
  carriers: readonly C[];
  /** Nothing new is asked for before this time, for what was asked last failed. */
  restUntil: number;
  /** When documents that nobody follows any more may cost a new request. */
  tidyAt: number;
}

export type Command<C extends Carried = Carried> =
  | { readonly type: 'open'; readonly kind: CarrierKind; readonly role: Role }
  | { readonly type: 'close'; readonly carrier: C };

export interface SlotContext {
  readonly now: number;
  /** What the rung in use is made of. */
  readonly kind: CarrierKind;
  /** Whether the next main request should rather find out whether streams are held back. */
  readonly isSuspicious: boolean;
  /** Whether a higher rung should be tried, and this slot is the one to try it with. */
  readonly isTrialDue: boolean;
}

/** The one decision function: which requests to begin and to end, given all that is known. */
export function evaluate<C extends Carried>(slot: Slot<C>, context: SlotContext): Command<C>[] {
  const { follows, carriers } = slot;
  if (follows.size === 0) return carriers.map(closing);
  const open = carriers.findLast(({ role, isOpen }) => role === 'main' && isOpen);
  // The old one goes only once the new one has said something.
  const outdone = carriers.filter(
    (one, at) => open && one.role !== 'trial' && at < carriers.indexOf(open),
  );
  const commands: Command<C>[] = outdone.map(closing);
  const asked = carriers.find(({ role, isOpen }) => role === 'main' && !isOpen);
  const probe = carriers.find(({ role }) => role === 'probe');
  if (!asked && !probe && context.now >= slot.restUntil && isWanting(open, slot, context)) {
    commands.push(
      context.isSuspicious
        ? { type: 'open', kind: 'poll', role: 'probe' }
        : { type: 'open', kind: context.kind, role: 'main' },
    );
  }
  if (asked?.kind === 'stream' && asked.isSilent && !probe)
    commands.push({ type: 'open', kind: 'poll', role: 'probe' });
  const isTried = carriers.some(({ role }) => role === 'trial');
  if (context.isTrialDue && open?.kind === 'poll' && !asked && !isTried)
    commands.push({ type: 'open', kind: 'stream', role: 'trial' });
  return commands;
}

function closing<C extends Carried>(carrier: C): Command<C> {
  return { type: 'close', carrier };
}

/** Whether what is open is not what is wanted: other documents, or another way. */
function isWanting(open: Carried | undefined, slot: Slot, { kind, now }: SlotContext): boolean {
  if (!open || open.kind !== kind) return true;
  if ([...slot.follows].some((follow) => !open.follows.has(follow))) return true;
  // Polls name their documents anew each time.
  return kind === 'stream' && now >= slot.tidyAt && open.follows.size > slot.follows.size;
}

/** Whether `follow` can share the slot's requests: they name no document twice, and so many at most. */
export function hasRoom({ follows }: Slot, { doc }: Follow): boolean {
  return follows.size < MAX_FOLLOWED && ![...follows].some((other) => other.doc === doc);
}

/** Those of a carrier that hear of its end: who is still followed, and is carried by no other. */
export function orphansOf<C extends Carried>({ follows, carriers }: Slot<C>, ended: C): Follow[] {
  const others = carriers.filter((one) => one !== ended && one.role !== 'trial');
  return [...ended.follows].filter(
    (follow) => follows.has(follow) && !others.some((other) => other.follows.has(follow)),
  );
}
