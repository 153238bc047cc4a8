import type { Definition, PhrasingContent } from 'mdast';
import type { Inline, Json, Run } from '../model/content.ts';
import { FOOTNOTE } from '../model/footnotes.ts';
import type { Marks } from '../model/marks.ts';
import type { Attribute } from './attributes.ts';
import { attributeOf } from './attributes.ts';
import { isColor } from './properties.ts';
import type { Token } from './tags.ts';
import { tokenize } from './tags.ts';
import { joinRuns, MENTIONED } from './write-inline.ts';

/** The addresses that references stand for, by their identifiers. */
export type Definitions = ReadonlyMap<string, Definition>;

type Tag = Exclude<Token, { kind: 'text' }>;

/** What a tag around letters says about them. */
const MARK_TAGS: { readonly [name: string]: (attributes: readonly Attribute[]) => Marks } = {
  strong: () => ({ bold: true }),
  b: () => ({ bold: true }),
  em: () => ({ italic: true }),
  i: () => ({ italic: true }),
  del: () => ({ strike: true }),
  s: () => ({ strike: true }),
  u: () => ({ underline: true }),
  ins: () => ({ underline: true }),
  code: () => ({ code: true }),
  span: spanMarks,
  a(attributes) {
    const address = attributeOf(attributes, 'href');
    return address ? { link: address } : {};
  },
};

const OBJECT_TAGS = [
  'br',
  'char',
  'inline',
  ...[...MENTIONED].map((target) => `mention-${target}`),
];

const NAMES = new Set([...Object.keys(MARK_TAGS), ...OBJECT_TAGS, 'empty-block']);

/** The letters and objects of `nodes` with their marks. */
export function readInline(
  nodes: readonly PhrasingContent[],
  definitions: Definitions,
  marks: Marks = {},
): Run[] {
  const runs: Run[] = [];
  const tags = nodes.map((node) => (node.type === 'html' ? inlineTag(node.value) : undefined));
  const ends = matchTags(tags);
  const open: { end: number; marks: Marks }[] = [];
  nodes.forEach((node, i) => {
    if (open.at(-1)?.end === i) {
      open.pop();
      return;
    }
    const own = open.at(-1)?.marks ?? marks;
    const tag = tags[i];
    const end = ends.get(i);
    if (tag && end !== undefined) {
      open.push({ end, marks: { ...own, ...MARK_TAGS[tag.name]?.(tag.attributes) } });
    } else if (tag && tag.kind !== 'close' && !Object.hasOwn(MARK_TAGS, tag.name)) {
      for (const run of readObject(tag, own)) runs.push(run);
    } else for (const run of readNode(node, definitions, own)) runs.push(run);
  });
  return joinRuns(runs);
}

/** Whether the HTML `value` is one tag that stands for something in a line. */
export function isInlineTag(value: string): boolean {
  return inlineTag(value) !== undefined;
}

function inlineTag(value: string): Tag | undefined {
  const [token, more] = tokenize(value, NAMES);
  return token && !more && token.kind !== 'text' ? token : undefined;
}

/** For each opening tag the index of the tag that closes it, where there is one. */
function matchTags(tags: readonly (Tag | undefined)[]): Map<number, number> {
  const ends = new Map<number, number>();
  const open: { name: string; index: number }[] = [];
  const waiting = new Map<string, number>();
  const count = (name: string, by: number): number => {
    const now = (waiting.get(name) ?? 0) + by;
    waiting.set(name, now);
    return now;
  };
  tags.forEach((tag, index) => {
    if (!tag || !Object.hasOwn(MARK_TAGS, tag.name)) return;
    if (tag.kind === 'open') {
      open.push({ name: tag.name, index });
      count(tag.name, 1);
    } else if (tag.kind === 'close' && (waiting.get(tag.name) ?? 0) > 0) {
      for (let last = open.pop(); last; last = open.pop()) {
        count(last.name, -1);
        if (last.name !== tag.name) continue;
        ends.set(last.index, index);
        break;
      }
    }
  });
  return ends;
}

function readNode(node: PhrasingContent, definitions: Definitions, marks: Marks): Run[] {
  const inside = (added: Marks): Run[] =>
    'children' in node ? readInline(node.children, definitions, { ...marks, ...added }) : [];
  switch (node.type) {
    case 'text':
      // A line's end in the source is a space to the reader.
      return [{ text: node.value.replaceAll('\n', ' '), marks }];
    case 'attributeList':
    case 'html':
      return [{ text: node.value.replaceAll('\n', ' '), marks }];
    case 'break':
      return [{ text: '\n', marks }];
    case 'inlineCode':
      return [{ text: node.value.replaceAll('\n', ' '), marks: { ...marks, code: true } }];
    case 'inlineMath':
      return [{ inline: { kind: 'equation', text: node.value }, marks }];
    case 'inlineEquation':
      return [{ inline: { kind: 'equation', text: withoutTicks(node.value) }, marks }];
    case 'strong':
      return inside({ bold: true });
    case 'emphasis':
      return inside({ italic: true });
    case 'delete':
      return inside({ strike: true });
    case 'link':
      return inside(node.url === '' ? {} : { link: node.url });
    case 'linkReference': {
      const { url = '' } = definitions.get(node.identifier) ?? {};
      return inside(url === '' ? {} : { link: url });
    }
    case 'image':
      return [{ inline: imageObject(node.url, node.alt, node.title), marks }];
    case 'imageReference': {
      const { url = '', title } = definitions.get(node.identifier) ?? {};
      return [{ inline: imageObject(url, node.alt, title), marks }];
    }
    case 'footnoteReference':
      return [{ inline: { kind: FOOTNOTE, note: node.identifier }, marks }];
  }
}

function readObject({ name, attributes }: Tag, marks: Marks): Run[] {
  if (name === 'br') return [{ text: '\n', marks }];
  if (name === 'empty-block') return [];
  if (name === 'char') {
    return [{ text: String.fromCharCode(Number(attributeOf(attributes, 'code') ?? 0)), marks }];
  }
  if (name !== 'inline') return [{ inline: mention(name, attributes), marks }];
  const fields = objectOf(attributeOf(attributes, 'fields') ?? '');
  return [{ inline: { ...fields, kind: attributeOf(attributes, 'kind') ?? '' }, marks }];
}

function mention(name: string, attributes: readonly Attribute[]): Inline {
  const target = name.slice('mention-'.length);
  const fields = attributes.map(([field, value]) => [field === 'id' ? target : field, value]);
  return { ...Object.fromEntries(fields), kind: 'mention' };
}

function imageObject(source: string, alt?: string | null, title?: string | null): Inline {
  return { kind: 'image', source, ...(alt && { alt }), ...(title && { title }) };
}

function withoutTicks(value: string): string {
  return value.startsWith('`') && value.endsWith('`') && value.length > 1
    ? value.slice(1, -1)
    : value;
}

function spanMarks(attributes: readonly Attribute[]): Marks {
  const marks: [string, Json][] = [];
  for (const [name, value] of attributes) {
    if (name === 'underline' && value === 'true') marks.push(['underline', true]);
    else if (name === 'color' && isColor(value)) marks.push(['color', value]);
    else if (name === 'color' && isColor(value.replace(/_bg$/, ''))) {
      marks.push(['background', value.replace(/_bg$/, '')]);
    } else if (name === 'marks') marks.push(...Object.entries(objectOf(value)));
  }
  return Object.fromEntries(marks);
}

function objectOf(json: string): { readonly [field: string]: Json } {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
    return value as { readonly [field: string]: Json };
  } catch {
    return {};
  }
}
