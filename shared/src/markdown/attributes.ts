/** A name and its value, as tags and attribute lists have them. */
export type Attribute = readonly [name: string, value: string];

/** What an attribute list looks like: ` {color="blue" toggle="true"}`. */
const PAIR = /\s*([A-Za-z][\w-]*)=(?:"([^"]*)"|'([^']*)')/y;

/** Attributes of a tag may lack quotes or a value. */
const TAG_PAIR = /\s+([A-Za-z_:][\w.:-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/y;

// What Markdown, the tables of GFM or a line's end would take from a value, and what cannot be seen.
// oxlint-disable-next-line no-control-regex
const UNSAFE = /[&<>`$|\\\u0000-\u001f\u007f-\u00a0\u2028\u2029\ufeff]|(?<= ) /g;

const NAMED: { readonly [name: string]: string } = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** `attributes` as they stand in a tag or in braces, without a space before them. */
export function writeAttributes(attributes: readonly Attribute[]): string {
  return attributes.map(([name, value]) => `${name}=${quoted(value)}`).join(' ');
}

/** The attributes between the braces of an attribute list, or `undefined` if it is none. */
export function readAttributeList(list: string): Attribute[] | undefined {
  const attributes: Attribute[] = [];
  PAIR.lastIndex = 1;
  while (PAIR.lastIndex < list.length - 1) {
    const match = PAIR.exec(list);
    if (!match) return undefined;
    attributes.push([match[1] ?? '', decoded(match[2] ?? match[3] ?? '')]);
  }
  return attributes;
}

/** The attributes in what follows a tag's name. */
export function readTagAttributes(text: string): Attribute[] {
  const attributes: Attribute[] = [];
  TAG_PAIR.lastIndex = 0;
  for (let match = TAG_PAIR.exec(text); match; match = TAG_PAIR.exec(text)) {
    attributes.push([match[1] ?? '', decoded(match[2] ?? match[3] ?? match[4] ?? '')]);
  }
  return attributes;
}

/** The value of the attribute `name`. */
export function attributeOf(attributes: readonly Attribute[], name: string): string | undefined {
  return attributes.find(([own]) => own === name)?.[1];
}

function quoted(value: string): string {
  const safe = value.replace(UNSAFE, (unit) => `&#${unit.charCodeAt(0)};`);
  if (!safe.includes('"')) return `"${safe}"`;
  return safe.includes("'") ? `"${safe.replaceAll('"', '&quot;')}"` : `'${safe}'`;
}

function decoded(value: string): string {
  return value.replace(/&(?:#(\d{1,5})|([a-z]+));/g, (whole, unit?: string, name?: string) =>
    unit === undefined ? (NAMED[name ?? ''] ?? whole) : String.fromCharCode(Number(unit)),
  );
}
