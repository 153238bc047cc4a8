import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { createMiddleware } from 'hono/factory';
import type { Authorize } from '../access/authorize.ts';
import { LOCAL_PRINCIPAL } from '../access/principal.ts';
import { bearerOf, isToken, TOKEN_COOKIE } from '../access/token.ts';
import { Refusal } from '../room/refusal.ts';
import { callerOf } from './caller.ts';
import { allowFor, type Env } from './context.ts';
import type { Guard } from './guard.ts';

const YEAR_S = 365 * 24 * 60 * 60;

/**
 * Says who asks. With a token configured, only its holder is anybody: as `Authorization: Bearer`, or as
 * the cookie that `signInByLink` sets. `proxies` in front are believed about where requests come from. Throws `Refusal` (`unauthenticated`).
 */
export function identify(authorize: Authorize, token: string | undefined, proxies = 0): Guard {
  const allow = allowFor(authorize, LOCAL_PRINCIPAL);
  return (c) => {
    if (token !== undefined) {
      const bearer = bearerOf(c.req.header('authorization'));
      if (!isToken(token, bearer ?? getCookie(c, TOKEN_COOKIE)))
        throw new Refusal('unauthenticated');
    }
    c.set('principal', LOCAL_PRINCIPAL);
    const address = c.env.incoming.socket.remoteAddress;
    const forwardedFor = c.req.header('x-forwarded-for');
    c.set('caller', callerOf(LOCAL_PRINCIPAL, { address, forwardedFor, proxies }));
    c.set('allow', allow);
  };
}

/** `GET /?token=…`: keeps a right token as a cookie and takes it out of the address bar. */
export function signInByLink(token: string | undefined) {
  return createMiddleware<Env>(async (c, next) => {
    const given = c.req.query('token');
    if (token === undefined || given === undefined) return next();
    if (isToken(token, given)) {
      const secure =
        new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https';
      setCookie(c, TOKEN_COOKIE, given, {
        httpOnly: true,
        sameSite: 'Lax',
        path: '/',
        maxAge: YEAR_S,
        secure,
      });
    } else if (!isToken(token, getCookie(c, TOKEN_COOKIE))) deleteCookie(c, TOKEN_COOKIE);
    return c.redirect(placeOf(c.req.url), 303);
  });
}

/** The path of `url` on this origin. Still encoded, and with one slash: `//name` and `/\name` would lead to another host. */
function placeOf(url: string): string {
  return new URL(url).pathname.replace(/^\/+/, '/');
}
