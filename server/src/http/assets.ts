import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import sirv from 'sirv';
import { Refusal } from '../room/refusal.ts';
import type { WeftContext } from './context.ts';

const YEAR_S = 365 * 24 * 60 * 60;

/**
 * The built client: hashed files are immutable for a year, the page itself is asked for anew each time
 * (its ETag answers 304), and what the build compressed is sent as brotli or gzip. A path without a file
 * extension is a place inside the app; one with an extension that is not there is an error, because a page
 * that gets HTML for a script shows nothing at all.
 */
export function serveClient(folder: string) {
  const serve = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    single: true,
    // With `single`, sirv answers a missing file with the app unless the pattern excludes it.
    ignores: [/\.[a-z0-9]+$/i],
    setHeaders(response, path) {
      const hashed = path.startsWith('/assets/');
      response.setHeader(
        'Cache-Control',
        hashed ? `public, max-age=${YEAR_S}, immutable` : 'no-cache',
      );
    },
  });
  return (c: WeftContext): Promise<Response> => {
    const { incoming, outgoing } = c.env;
    return new Promise((resolve, reject) => {
      outgoing.once('close', () => resolve(RESPONSE_ALREADY_SENT));
      serve(incoming, outgoing, () => reject(new Refusal('route-unknown')));
    });
  };
}
