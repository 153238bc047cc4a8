const SCHEMES = new Set(['http:', 'https:', 'mailto:']);

/**
 * A typed address as it may be linked to: `example.com` means `https://example.com`, `a@b.org` is a mail
 * address. `undefined` for what is none, and for schemes that would run code.
 */
export function parseAddress(text: string): string | undefined {
  const typed = text.trim();
  if (typed === '' || /\s/.test(typed)) return undefined;
  if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(typed)) return `mailto:${typed}`;
  // A port is not a scheme: `localhost:4400` has no letters after its colon.
  const candidate = /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(typed) ? typed : `https://${typed}`;
  if (!URL.canParse(candidate)) return undefined;
  const { protocol, href } = new URL(candidate);
  return SCHEMES.has(protocol) ? href : undefined;
}
