import { safeAddress } from '@weft/shared/html/safe-address';
import type { Json } from '@weft/shared/model/content';
import type { MediaFiles } from '../media-files.ts';

/** Where something of a page is loaded from. */
export interface MediaAddress {
  readonly url: string;
  /** It is a file of ours, which may yet be on its way. */
  readonly isOwn: boolean;
}

/**
 * Where a `source` can be loaded from: a file of ours, or an address of the web. `undefined` for any other, which is never
 * asked for: a path of this site could be anything, and other schemes could run something.
 */
export function mediaAddress(
  source: Json | undefined,
  files: MediaFiles,
): MediaAddress | undefined {
  if (typeof source !== 'string') return undefined;
  const own = files.urlOf(source);
  if (own !== undefined) return { url: own, isOwn: true };
  const url = webAddress(source);
  // A page that is encrypted can show nothing that is not.
  return url === undefined ? undefined : { url: url.replace(/^http:/, 'https:'), isOwn: false };
}

/** An address of the web as the browser spells it. */
export function webAddress(address: Json | undefined): string | undefined {
  const safe = safeAddress(address);
  if (safe === undefined || !URL.canParse(safe)) return undefined;
  const { protocol, href } = new URL(safe);
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}

/** The site of an address, for people. */
export function siteOf(address: string): string {
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') : '';
}

/** What the last part of an address is called. */
export function nameOf(address: string): string {
  if (!URL.canParse(address)) return '';
  const last = new URL(address).pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}
