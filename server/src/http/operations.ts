import type { IncomingMessage } from 'node:http';
import type { Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Clock } from '@weft/shared/clock';
import type { Authorize } from '../access/authorize.ts';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';
import { bearerOf, isToken, TOKEN_COOKIE } from '../access/token.ts';
import { Refusal } from '../room/refusal.ts';
import { isLoopback } from './caller.ts';
import { allowFor, type Env, type WeftContext } from './context.ts';

/** Where those who run the server look; outside of the API, and of its versions. */
const OPERATIONS = { alive: '/health', ready: '/ready', metrics: '/metrics' } as const;

/** A database that says nothing for this long does not answer. */
const PATIENCE_MS = 2_000;
/** Whoever asks within this time of another gets the same answer: probes must not be a way to keep the disk busy. */
const SAME_ANSWER_MS = 1_000;

const NO_STORE = { 'Cache-Control': 'no-store' };

export interface OperationsPorts {
  readonly clock: Clock;
  readonly token: string | undefined;
  readonly authorize: Authorize;
  /** Whether requests should go elsewhere already. */
  readonly isLeaving: () => boolean;
  /** Asks the databases; rejects where one does not answer. */
  readonly ask: () => Promise<unknown>;
  /** What was measured; absent where nothing is. */
  readonly expose: (() => Promise<{ readonly type: string; readonly text: string }>) | undefined;
}

/**
 * `GET /health`: the process answers. `GET /ready`: requests should come here; `unavailable` where they should not.
 * Both say nothing else, to anybody. `GET /metrics` is for callers on this machine, and holders of the token.
 */
export function serveOperations(app: Hono<Env>, ports: OperationsPorts): void {
  const routes = [
    [OPERATIONS.alive, alive],
    [OPERATIONS.ready, ready(ports)],
    ...(ports.expose ? [[OPERATIONS.metrics, metrics(ports, ports.expose)] as const] : []),
  ] as const;
  for (const [path, handler] of routes) {
    app.get(path, handler);
    app.all(path, () => {
      throw new Refusal('method-not-allowed');
    });
  }
}

function alive(c: WeftContext): Response {
  return c.json({ status: 'ok' }, 200, NO_STORE);
}

function ready({ clock, isLeaving, ask }: OperationsPorts) {
  let asked: { at: number; answer: Promise<boolean> } | undefined;
  return async (c: WeftContext): Promise<Response> => {
    if (isLeaving()) throw new Refusal('unavailable');
    if (!asked || clock.now() - asked.at >= SAME_ANSWER_MS)
      asked = { at: clock.now(), answer: answersInTime(ask, clock) };
    if (!(await asked.answer) || isLeaving()) throw new Refusal('unavailable');
    return c.json({ status: 'ready' }, 200, NO_STORE);
  };
}

function metrics(
  { token, authorize }: OperationsPorts,
  expose: NonNullable<OperationsPorts['expose']>,
) {
  return async (c: WeftContext): Promise<Response> => {
    const given = bearerOf(c.req.header('authorization')) ?? getCookie(c, TOKEN_COOKIE);
    const holdsToken = token !== undefined && isToken(token, given);
    if (!holdsToken && !isThisMachine(c.env.incoming))
      throw new Refusal(token === undefined ? 'forbidden' : 'unauthenticated');
    allowFor(authorize, LOCAL_PRINCIPAL)('metrics.read');
    const { type, text } = await expose();
    return c.body(text, 200, { ...NO_STORE, 'Content-Type': type });
  };
}

/** What a proxy on this machine says of a request that comes from elsewhere. */
const PASSED_ON = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'];

/** Whether a program on this machine asks for itself: everything that a proxy on it passes on comes from here too. */
function isThisMachine({ socket, headers }: IncomingMessage): boolean {
  const name = headers.host?.replace(/:\d+$/, '').replace(/^\[|\]$/g, '') ?? '';
  const isOurs = name.toLowerCase() === 'localhost' || isLoopback(name);
  return (
    isOurs && isLoopback(socket.remoteAddress ?? '') && !PASSED_ON.some((one) => one in headers)
  );
}

function answersInTime(ask: () => Promise<unknown>, clock: Clock): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = clock.after(PATIENCE_MS, () => resolve(false));
    const settle = (answered: boolean): void => {
      stop();
      resolve(answered);
    };
    ask().then(
      () => settle(true),
      () => settle(false),
    );
  });
}
