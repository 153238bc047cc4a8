import { expect, test } from 'vitest';
import { OLDEST_CLIENT_VERSION, PROTOCOL_VERSION } from './version.ts';

const { default: up } = await import('./up.ts?raw');
const { default: down } = await import('./down.ts?raw');
const { default: errors } = await import('./errors.ts?raw');
const { default: format } = await import('./format.ts?raw');
const { default: history } = await import('./history.ts?raw');

/** What travelled when the version got its number. */
const RECORDED = { version: 2, hash: '575dc1bddee16ee5' };

const WHAT_TO_DO =
  'What travels has changed (up.ts, down.ts, errors.ts, format.ts or history.ts). If a client or server of the old ' +
  'version could notice, raise PROTOCOL_VERSION in version.ts and give the number a line there. Then, in ' +
  'either case, copy the version and hash that this test received into RECORDED.';

/** A source without what no peer can notice: comments, names for types, and what a formatter puts in or takes out. */
function bare(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
    .replace(/^(?:export )?type \w+ = v\.InferOutput<[^;]*;$/gm, '')
    .replace(/\bexport\b/g, '')
    .replace(/[\s,;'"]+/g, '')
    .replace(/([:=])\|/g, '$1');
}

async function hashOf(sources: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(sources.map(bare).join('\n'));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

test('VER-2 the shapes that travel are those recorded with the version', async () => {
  const hash = await hashOf([up, down, errors, format, history]);
  const isRecorded = PROTOCOL_VERSION === RECORDED.version && hash === RECORDED.hash;
  const advice = isRecorded ? 'none' : WHAT_TO_DO;
  expect({ version: PROTOCOL_VERSION, hash, advice }).toEqual({ ...RECORDED, advice: 'none' });
});

test('VER-2 the hash sees a changed shape, and neither comments nor spaces', async () => {
  const hash = await hashOf([down]);
  expect(await hashOf([`/** New. */\n${down.replaceAll('  ', '    ')}`])).toBe(hash);
  expect(await hashOf([down.replaceAll('retryMs: ', 'retrySeconds: ')])).not.toBe(hash);
});

test('VER-1 a client of this version is not too old for a server of this version', () => {
  expect(OLDEST_CLIENT_VERSION).toBeLessThanOrEqual(PROTOCOL_VERSION);
});
