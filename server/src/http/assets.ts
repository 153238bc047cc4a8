import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Refusal } from '../room/refusal.ts';
import type { WeftContext } from './context.ts';

const YEAR_S = 365 * 24 * 60 * 60;

/** What the build makes, by extension. */
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html;charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain;charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Compressed copies that the build puts beside a file, the smallest first. */
const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

type Encoding = (typeof ENCODINGS)[number]['name'];

interface Variant {
  readonly encoding: Encoding | undefined;
  readonly etag: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

interface Asset {
  readonly type: string;
  readonly cacheControl: string;
  /** In order of preference; the last one is plain. */
  readonly variants: readonly Variant[];
}

/**
 * The built client: hashed files are immutable for a year, the page itself is asked for anew each time
 * (its ETag answers 304), and what the build compressed is sent as brotli or gzip. A path without a file
 * extension is a place inside the app; one with an extension that is not there is an error, because a page
 * that gets HTML for a script shows nothing at all.
 *
 * Everything is read once: a build that replaces the folder under a running server would otherwise leave it
 * with a page whose scripts are gone.
 */
export function serveClient(folder: string) {
  const assets = readAssets(folder);
  const page = assets.get('/index.html');
  return (c: WeftContext): Response => {
    const { path } = c.req;
    const asset = assets.get(path) ?? (/\.[a-z0-9]+$/i.test(path) ? undefined : page);
    if (!asset) throw new Refusal('route-unknown');
    const accepted = acceptedEncodings(c.req.header('accept-encoding'));
    const { encoding, etag, bytes } = asset.variants.find(
      (one) => one.encoding === undefined || accepted.has(one.encoding),
    )!;
    const headers = {
      ETag: etag,
      'Cache-Control': asset.cacheControl,
      Vary: 'Accept-Encoding',
      // Modules are always asked for across origins by a page that has none, as those of the sandbox.
      ...(path.startsWith('/assets/') && { 'Access-Control-Allow-Origin': '*' }),
    };
    if (isHeld(etag, c.req.header('if-none-match'))) return c.body(null, 304, headers);
    return c.body(bytes, 200, {
      ...headers,
      'Content-Type': asset.type,
      'Content-Length': String(bytes.length),
      ...(encoding && { 'Content-Encoding': encoding }),
    });
  };
}

/** Every file under `folder` by the path it is asked for. */
function readAssets(folder: string): Map<string, Asset> {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(file.slice(folder.length).replaceAll('\\', '/'), readFileSync(file));
  }
  const assets = new Map<string, Asset>();
  for (const [path, bytes] of files) {
    if (ENCODINGS.some(({ suffix }) => path.endsWith(suffix))) continue;
    const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
    const variants: Variant[] = ENCODINGS.flatMap(({ name, suffix }) => {
      const copy = files.get(path + suffix);
      return copy ? [{ encoding: name, etag: `"${hash}-${name}"`, bytes: copy }] : [];
    });
    variants.push({ encoding: undefined, etag: `"${hash}"`, bytes });
    assets.set(path, {
      type: TYPES[extname(path)] ?? 'application/octet-stream',
      cacheControl: path.startsWith('/assets/')
        ? `public, max-age=${YEAR_S}, immutable`
        : 'no-cache',
      variants,
    });
  }
  return assets;
}

function acceptedEncodings(header = ''): ReadonlySet<string> {
  const wanted = header.split(',').filter((one) => !/;\s*q=0(?:\.0*)?\s*$/i.test(one));
  return new Set(wanted.map((one) => one.split(';')[0]!.trim().toLowerCase()));
}

/** Whether `If-None-Match` names the entity; a proxy that compresses may have made its tag a weak one. */
function isHeld(etag: string, header = ''): boolean {
  const held = header.split(',').map((one) => one.trim().replace(/^W\//, ''));
  return held.includes(etag) || held.includes('*');
}
