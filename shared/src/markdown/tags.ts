import type { Attribute } from './attributes.ts';
import { readTagAttributes } from './attributes.ts';

/** A tag, or the text between two of them. */
export type Token =
  | {
      readonly kind: 'open' | 'close' | 'void';
      readonly name: string;
      readonly attributes: readonly Attribute[];
      readonly raw: string;
    }
  | { readonly kind: 'text'; readonly raw: string };

const TAG =
  /<(\/?)([A-Za-z][A-Za-z0-9_-]*)((?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*(\/?)>/g;

/** Tags that have no end. */
const VOID: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'img', 'empty-block']);

/** `text` as the tags in `names`, and what is between them. */
export function tokenize(text: string, names: { has(name: string): boolean }): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(TAG)) {
    const [raw, slash = '', name = '', attributes = '', closed = ''] = match;
    if (!names.has(name.toLowerCase())) continue;
    if (match.index > end) tokens.push({ kind: 'text', raw: text.slice(end, match.index) });
    end = match.index + raw.length;
    tokens.push({
      kind: kindOf(name.toLowerCase(), slash, closed),
      name: name.toLowerCase(),
      attributes: readTagAttributes(attributes),
      raw,
    });
  }
  if (end < text.length) tokens.push({ kind: 'text', raw: text.slice(end) });
  return tokens;
}

function kindOf(name: string, slash: string, closed: string): 'open' | 'close' | 'void' {
  if (slash !== '') return 'close';
  return closed !== '' || VOID.has(name) ? 'void' : 'open';
}
