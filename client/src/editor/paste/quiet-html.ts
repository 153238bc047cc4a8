/** The attribute under which an element's style is found once its HTML is quiet. */
export const STYLE = 'data-weft-style';

/** Elements that a policy looks at, and those that are parsed as they are and that it lets be. */
const TWINS: { readonly [name: string]: string } = { style: 'noframes', base: 'meta' };

const TAG = /<(\/?)([a-z][^\s/>]*)/gi;
const ATTRIBUTE = /([\s/]*)(=?[^\s/>=]*)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>][^\s>]*)?)?/y;
const SPOKEN = /^(?:style|on.+)$/i;

/**
 * The same HTML in other words for what a page's policy forbids: styles and handlers of pasted HTML are never used, but a
 * browser tells of each of them while it parses, as of an attack on the page.
 */
export function quietHtml(html: string): string {
  const parts: string[] = [];
  let done = 0;
  TAG.lastIndex = 0;
  for (let tag = TAG.exec(html); tag; tag = TAG.exec(html)) {
    const [whole, slash = '', name = ''] = tag;
    const twin = Object.hasOwn(TWINS, name.toLowerCase()) ? TWINS[name.toLowerCase()] : undefined;
    if (twin !== undefined) {
      parts.push(html.slice(done, tag.index), `<${slash}${twin}`);
      done = tag.index + whole.length;
    }
    let end = tag.index + whole.length;
    ATTRIBUTE.lastIndex = end;
    for (let each = ATTRIBUTE.exec(html); each?.[0]; each = ATTRIBUTE.exec(html)) {
      const [, before = '', spoken = '', value = ''] = each;
      end = ATTRIBUTE.lastIndex;
      const at = each.index + before.length;
      if (SPOKEN.test(spoken)) {
        parts.push(html.slice(done, at), `data-weft-${spoken.toLowerCase()}`);
        done = at + spoken.length;
      }
      // What looks like a value may be elements, where what looks like a tag is the text of one.
      if (value.includes('<')) {
        parts.push(html.slice(done, end - value.length), quietHtml(value));
        done = end;
        ATTRIBUTE.lastIndex = end;
      }
    }
    // At the tag's end, or at that of all.
    TAG.lastIndex = end;
  }
  return parts.length === 0 ? html : parts.join('') + html.slice(done);
}
