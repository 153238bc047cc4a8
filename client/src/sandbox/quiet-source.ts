/** Tags without attributes that Mermaid shows as what they mean; all others are letters. */
const TAG = /(?<!<)<(?!\/?(?:br|b|i|u|em|strong|code|sub|sup)\s*\/?>)(?=[/!?]?[a-z])/gi;
/** An address in a style, but for what is in the drawing itself. */
const STYLED = /\burl\s*\((?!\s*["']?\s*#)/gi;
/** An address of a picture, which a drawing may not load. */
const PICTURE = /\bimg\s*:\s*(["'])[^"'\n]*\1/gi;

/**
 * The source of a diagram, without what would have Mermaid ask the network, or parse markup that runs, before it cleans
 * it: the policy of the frame would stop each, and say so. A space of no width keeps a `<` from being markup; Mermaid's own
 * way to write it, `#lt;`, is taken back before some of its diagrams are measured.
 */
export function quietSource(source: string): string {
  return source.replace(TAG, '<\u200B').replace(STYLED, 'url-(').replace(PICTURE, 'img: ""');
}
