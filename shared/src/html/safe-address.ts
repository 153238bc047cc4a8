/** Schemes that nothing can be run by. */
const SAFE = /^(?:https?|mailto):/i;

/** What a browser skips in an address, and so could hide a scheme. */
// oxlint-disable-next-line no-control-regex
const SKIPPED = /[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\u2028-\u202f\ufeff]/g;

/** `address` if it is one of the web, of mail, or relative; otherwise `undefined`. */
export function safeAddress(address: unknown): string | undefined {
  if (typeof address !== 'string') return undefined;
  const seen = address.replace(SKIPPED, '');
  if (seen === '') return undefined;
  const relative = !/^[^/?#]*:/.test(seen);
  return relative || SAFE.test(seen) ? address : undefined;
}
