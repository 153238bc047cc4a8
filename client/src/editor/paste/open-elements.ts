/** Browsers themselves nest no deeper, and need the square of the depth to find that out. */
const MAX_OPEN = 512;

/** How often formatting that was never closed may be opened again, once for each block after it. */
const MAX_REOPENED = 1_000_000;

/** As many as letters have marks are no burden. */
const USUAL_FORMATTING = 8;

/** Elements that hold nothing, and those that end by themselves where the next one begins. */
const NOT_COUNTED = new Set(
  (
    'area base br col embed hr img input link meta source track wbr param p li dt dd td th tr ' +
    'thead tbody tfoot option colgroup optgroup rp rt html head body'
  ).split(' '),
);

/** Elements that are opened anew in each block until somebody closes them. */
const FORMATTING = new Set('a b big code em font i nobr s small strike strong tt u'.split(' '));

/** Elements out of which nothing can be closed. */
const WALLS = new Set(['table', 'object', 'applet', 'marquee', 'template', 'button', 'caption']);

/** Elements out of which only blocks can be closed. */
const BLOCKS = new Set(
  (
    'div section article aside blockquote center details dialog fieldset figure footer form ' +
    'header main nav ol ul dl pre summary menu h1 h2 h3 h4 h5 h6 figcaption iframe select listing ' +
    'xmp'
  ).split(' '),
);

const TAG = /<(?:!--(?:-?>|[\s\S]*?(?:--!?>|$))|(\/?)([a-z][^\s/>]*))/gi;

/** Whether a browser would take long to parse `html`: more than linear time in its length. */
export function isTooDeep(html: string): boolean {
  const open: string[] = [];
  let drawings = 0;
  let formatting = 0;
  let reopened = 0;
  for (const match of html.matchAll(TAG)) {
    const [, slash, word] = match;
    if (word === undefined) continue;
    const name = word.toLowerCase();
    const isDrawing = name === 'svg' || name === 'math';
    if (FORMATTING.has(name)) formatting = Math.max(0, formatting + (slash === '/' ? -1 : 1));
    reopened += Math.max(0, formatting - USUAL_FORMATTING);
    if (reopened > MAX_REOPENED) return true;
    // HTML in a drawing ends it.
    if (FORMATTING.has(name) || BLOCKS.has(name) || NOT_COUNTED.has(name)) drawings = 0;
    if (NOT_COUNTED.has(name)) continue;
    if (slash === '/') {
      const at = closes(open, name);
      if (at >= 0) open.length = at;
      if (isDrawing) drawings = Math.max(0, drawings - 1);
      continue;
    }
    if (isDrawing) drawings += 1;
    if (drawings > 0 && isSelfClosed(html, match.index)) continue;
    open.push(name);
    if (open.length > MAX_OPEN) return true;
  }
  return false;
}

/** Where in `open` the element is that an end of `name` closes, or -1. */
function closes(open: readonly string[], name: string): number {
  const isBlock = BLOCKS.has(name) || WALLS.has(name);
  for (let i = open.length - 1; i >= 0; i -= 1) {
    const each = open[i] as string;
    if (each === name) return i;
    if (WALLS.has(each) || (!isBlock && BLOCKS.has(each))) return -1;
  }
  return -1;
}

/** Whether the tag at `index` ends with a slash, as only those of drawings may. */
function isSelfClosed(html: string, index: number): boolean {
  const tag = html.slice(index, index + 10_000);
  return tag.charAt(tag.indexOf('>') - 1) === '/';
}

/** HTML that says the letters of `html` and nothing else, a line for each piece between tags. */
export function lettersOf(html: string): string {
  const seen = html
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1|$)/gi, '<')
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replace(/<[^>]*>?/g, '\n');
  return `<div style="white-space: pre-line">${seen}</div>`;
}
