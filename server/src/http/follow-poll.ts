import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { encodePoll, type Polled } from '@weft/shared/codec/poll';
import { MAX_POLL_WAIT_S } from '@weft/shared/protocol/limits';
import {
  FRAMES_TYPE,
  PREFER_HEADER,
  PREFERENCE_APPLIED_HEADER,
  PRESENCE_HEADER,
} from '@weft/shared/protocol/routes';
import type { SpaceFollowPorts, WantedSpace } from '../pages/space-follower.ts';
import { spacePollSource } from '../pages/space-poll.ts';
import { openPoll, type PollPorts, type PollRequest } from '../room/poll.ts';
import { writePatiently } from './back-pressure.ts';
import type { WeftContext } from './context.ts';
import type { Streams } from './streams.ts';

export interface FollowPollPorts extends PollPorts, SpaceFollowPorts {
  readonly streams: Streams;
}

/**
 * The answer of `GET /updates` to a caller that asks for frames: what there is to say now, or, where it prefers to
 * wait, as soon as there is something.
 */
export async function answerPoll(
  ports: FollowPollPorts,
  c: WeftContext,
  {
    spaces,
    ...asked
  }: Omit<PollRequest, 'presence' | 'others'> & { readonly spaces: readonly WantedSpace[] },
): Promise<Response> {
  const { outgoing } = c.env;
  const waitS = waitOf(c.req.header(PREFER_HEADER) ?? '');
  const others = spaces.map((one) => spacePollSource(ports, one));
  const poll = openPoll(ports, { ...asked, others, presence: c.req.query('presence') });
  let bye: Polled | undefined;
  const leave = ports.streams.hold(
    (retryMs) => {
      bye = { name: 'bye', retryMs };
      poll.end();
    },
    { way: waitS > 0 ? 'long-poll' : 'short-poll', caller: c.get('caller') },
  );
  outgoing.once('close', poll.end);
  const answer = await poll.answer(waitS * 1000).finally(leave);
  outgoing.off('close', poll.end);
  if (outgoing.destroyed) return RESPONSE_ALREADY_SENT;
  // The next request on this connection would not be answered.
  if (bye) outgoing.shouldKeepAlive = false;
  const body = encodePoll(bye ? [bye] : answer.events);
  outgoing.writeHead(200, {
    'Content-Type': FRAMES_TYPE,
    'Content-Length': body.length,
    'Cache-Control': 'no-store, no-transform',
    Vary: `Accept, ${PREFER_HEADER}`,
    ...(waitS > 0 && { [PREFERENCE_APPLIED_HEADER]: `wait=${waitS}` }),
    ...(!bye && { [PRESENCE_HEADER]: answer.presence }),
  });
  if (await writePatiently(outgoing, body)) outgoing.end();
  return RESPONSE_ALREADY_SENT;
}

/** Seconds of the preference `wait` (RFC 7240); what cannot be understood is no preference, as that page says. */
function waitOf(prefer: string): number {
  const [, seconds] = /(?:^|,)\s*wait\s*=\s*"?(\d{1,9})"?\s*(?:[;,]|$)/i.exec(prefer) ?? [];
  return Math.min(Number(seconds ?? 0), MAX_POLL_WAIT_S);
}
