import type { IncomingMessage } from 'node:http';
import { EMBED_ORIGINS } from '@weft/shared/html/embeds';
import { API, REQUEST_ID_HEADER } from '@weft/shared/protocol/routes';
import type { Guard } from './guard.ts';
import { Http1Response, type Said } from './http1-response.ts';
import { mintRequestId } from './request-id.ts';

/** Pages under it draw what other people wrote with large libraries: they have no origin, and reach nothing. */
const SANDBOX = '/sandbox/';

/**
 * Scripts and styles from this origin's files only: nothing inline, nothing from anywhere else. Pictures, sounds and films
 * may be of any site that encrypts, and frames of the sites that pages may embed and of our own sandbox.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob: https:",
  "media-src 'self' blob: https:",
  `frame-src 'self' ${EMBED_ORIGINS.join(' ')}`,
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=()',
  'X-Frame-Options': 'DENY',
};

/** What is no page needs none of what pages do; it is said with every key that somebody types, so it is short. */
const API_HEADERS: Readonly<Record<string, string>> = {
  ...SECURITY_HEADERS,
  'Content-Security-Policy':
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** `sandbox` keeps a page of it without an origin even where somebody opens it by itself. */
const SANDBOX_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // Drawings have their colours in a style sheet of their own.
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-scripts',
].join('; ');

const SANDBOX_HEADERS: Readonly<Record<string, string>> = {
  ...SECURITY_HEADERS,
  'Content-Security-Policy': SANDBOX_POLICY,
  'X-Frame-Options': 'SAMEORIGIN',
};

/** Half a year: a name that was served under TLS is not asked for in clear meanwhile. */
const STRICT_TRANSPORT = 'max-age=15552000';
/** A browser would ask for everything else on this machine under TLS too, whatever its port. */
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::|$)/i;

/** The security headers of every answer to this request. */
export function securityHeaders(
  { socket, headers: { host = '' } }: IncomingMessage,
  headers: Readonly<Record<string, string>> = SECURITY_HEADERS,
): Readonly<Record<string, string>> {
  if (!('encrypted' in socket) || LOOPBACK.test(host)) return headers;
  return { ...headers, 'Strict-Transport-Security': STRICT_TRANSPORT };
}

/**
 * Names every request, and puts the security headers on every answer, errors included. They are given to the
 * Node response itself: headers set through Hono make it copy an answer that a handler has already sent by
 * hand (a stream, a file), and the copy is then sent a second time.
 */
export const secured: Guard = (c) => {
  const requestId = mintRequestId();
  c.set('requestId', requestId);
  c.set('since', performance.now());
  const { incoming, outgoing } = c.env;
  const headers = securityHeaders(incoming, headersFor(c.req.path));
  const all: Said[] = [[REQUEST_ID_HEADER, requestId], ...Object.entries(headers)];
  if (outgoing instanceof Http1Response) outgoing.sayAlways(all);
  else for (const [name, value] of all) outgoing.setHeader(name, value);
};

function headersFor(path: string): Readonly<Record<string, string>> {
  if (path.startsWith(`${API}/`)) return API_HEADERS;
  return path.startsWith(SANDBOX) ? SANDBOX_HEADERS : SECURITY_HEADERS;
}
