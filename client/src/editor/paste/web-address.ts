import { safeAddress } from '@weft/shared/html/safe-address';

const WEB = /^https?:/i;
const WEB_OR_MAIL = /^(?:https?|mailto):/i;

/** What browsers leave out of an address before they read it. */
// oxlint-disable-next-line no-control-regex
const IGNORED = /^[\u0000-\u0020]+|[\u0000-\u0020]+$|[\t\n\r]+/g;

/** Google's pages do not link to where they say, but to themselves. */
const REDIRECT = /^https?:\/\/(?:www\.)?google\.[a-z.]+\/url\?/i;

/** Where a link leads: an address of the web or of mail. What was relative led somewhere on another page. */
export function linkAddress(raw: string | null): string | undefined {
  const address = absolute(raw, WEB_OR_MAIL);
  if (address === undefined || !REDIRECT.test(address)) return address;
  const { searchParams } = new URL(address);
  return absolute(searchParams.get('q') ?? searchParams.get('url'), WEB_OR_MAIL) ?? address;
}

/** Where a picture or another file lies: on the web. */
export function fileAddress(raw: string | null): string | undefined {
  return absolute(raw, WEB);
}

function absolute(raw: string | null, schemes: RegExp): string | undefined {
  const address = safeAddress(raw?.replace(IGNORED, ''));
  return address !== undefined && schemes.test(address) && URL.canParse(address)
    ? address
    : undefined;
}
