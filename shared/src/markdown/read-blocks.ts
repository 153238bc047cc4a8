import type {
  Code,
  FootnoteDefinition,
  List,
  Paragraph,
  PhrasingContent,
  RootContent,
  Table,
} from 'mdast';
import type { Math as Equation } from 'mdast-util-math';
import type { BlockContent, Run } from '../model/content.ts';
import { readAttributeList } from './attributes.ts';
import type { AttributeList, Draft } from './drafts.ts';
import { contentOf, finish, withBody, withList } from './drafts.ts';
import type { Frame } from './frames.ts';
import {
  abandonFrames,
  addColumn,
  BLOCK_TAGS,
  blockOfTag,
  closeFrame,
  HOLDING,
  newFrame,
  rawHtml,
} from './frames.ts';
import { MAX_TAGS } from './bounds.ts';
import { MarkdownError } from './error.ts';
import { parse } from './parse.ts';
import type { Props } from './properties.ts';
import { readProps } from './properties.ts';
import type { Definitions } from './read-inline.ts';
import { isInlineTag, readInline } from './read-inline.ts';
import { readSummary, takeSummary } from './summary.ts';
import type { Token } from './tags.ts';
import { tokenize } from './tags.ts';

/** Tags that blocks are written in. */
const NAMES = new Set([
  ...HOLDING,
  ...Object.keys(BLOCK_TAGS),
  'summary',
  'colgroup',
  'col',
  'thead',
  'tbody',
]);

/** Tags that group parts of a table and say nothing themselves. */
const GROUPING = new Set(['colgroup', 'thead', 'tbody']);

/** Tags between which letters may stand without a blank line, as Notion writes them. */
const LETTERS_WITHIN = new Set(['td', 'th', 'callout', 'column', 'children', 'details', 'unknown']);

/** The blocks of `nodes`. */
export function readBlocks(
  nodes: readonly RootContent[],
  definitions: Definitions,
): BlockContent[] {
  return readDrafts(nodes, definitions).map(finish);
}

function readDrafts(nodes: readonly RootContent[], definitions: Definitions): Draft[] {
  const frames = [newFrame('', [], '')];
  for (const node of nodes) {
    if (node.type === 'html') readHtml(node.value, frames, definitions);
    else
      for (const draft of readNode(node, definitions)) (frames.at(-1) as Frame).drafts.push(draft);
  }
  const [root, ...open] = frames as [Frame, ...Frame[]];
  abandonFrames(open, root);
  return root.drafts;
}

function readNode(node: RootContent, definitions: Definitions): Draft[] {
  switch (node.type) {
    case 'paragraph':
      return [readParagraph(node, definitions)];
    case 'heading': {
      const { letters, list } = splitList(node.children);
      const type = `heading${Math.min(node.depth, 3)}`;
      const runs = readInline(letters, definitions);
      return [{ block: list ? withList(type, runs, list, {}, []) : contentOf(type, { runs }) }];
    }
    case 'thematicBreak':
      return [{ block: { type: 'divider' } }];
    case 'blockquote':
      return [{ block: withBody('quote', readDrafts(node.children, definitions)) }];
    case 'list':
      return readList(node, definitions);
    case 'code':
    case 'math':
      return [{ block: readFenced(node) }];
    case 'footnoteDefinition':
      return readNote(node, definitions);
    case 'table':
      return [{ block: readTable(node, definitions) }];
    default:
      return [];
  }
}

function readList(node: List, definitions: Definitions): Draft[] {
  return node.children.map((item, i) => {
    const drafts = readDrafts(item.children, definitions);
    if (typeof item.checked === 'boolean') {
      return { block: withBody('todo', drafts, item.checked ? { checked: true } : {}) };
    }
    if (!node.ordered) return { block: withBody('bulleted', drafts) };
    const start = node.start ?? 1;
    return { block: withBody('numbered', drafts, i === 0 && start > 1 ? { start } : {}) };
  });
}

function readParagraph(node: Paragraph, definitions: Definitions): Draft {
  const { letters, list } = splitList(node.children);
  const [first] = letters;
  if (first && letters.length === 1) {
    const contents = first.type === 'text' ? tableOfContents(first.value, node) : undefined;
    if (contents) return contents;
    const [run] = readInline(letters, definitions);
    if (run && 'inline' in run && run.inline.kind === 'image' && first.type.startsWith('image')) {
      const { source, alt, title } = run.inline;
      const props = { source: source ?? '', ...(alt !== undefined && { alt }) };
      const caption = typeof title === 'string' ? [{ text: title, marks: {} }] : [];
      const block = contentOf('image', { props, runs: caption });
      const own = list && readProps('image', list.attributes, true);
      if (own) return { block: { ...block, props: { ...props, ...own } } };
      if (!list) return { block };
    }
  }
  const tagged = readTagged(letters, definitions);
  if (tagged && !list) return tagged;
  const runs = readInline(letters, definitions);
  return { block: contentOf('text', { runs }), ...(list && { list }) };
}

/** A paragraph that is one tag with letters in it, or an `<empty-block/>`. */
function readTagged(
  nodes: readonly PhrasingContent[],
  definitions: Definitions,
): Draft | undefined {
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (first?.type !== 'html' || last?.type !== 'html') return undefined;
  const [tag] = tokenize(first.value, NAMES);
  if (!tag || tag.kind === 'text') return undefined;
  if (nodes.length === 1) {
    return tag.name === 'empty-block' ? blockOfTag(tag.name, tag.attributes) : undefined;
  }
  if (tag.kind !== 'open' || !Object.hasOwn(BLOCK_TAGS, tag.name) || HOLDING.has(tag.name))
    return undefined;
  if (last.value !== `</${tag.name}>`) return undefined;
  return blockOfTag(tag.name, tag.attributes, readInline(nodes.slice(1, -1), definitions));
}

/** Notion's `<table_of_contents/>`, whose name is not one that Markdown allows in a tag. */
function tableOfContents(text: string, node: Paragraph): Draft | undefined {
  const match = /^<table_of_contents((?: [^<>]*?)?)\s*\/?>$/.exec(text);
  const written = node.position && node.position.end.column - node.position.start.column;
  if (!match || written !== text.length) return undefined;
  const [tag] = tokenize(`<table-of-contents${match[1] ?? ''}/>`, NAMES);
  return tag && tag.kind !== 'text' ? blockOfTag(tag.name, tag.attributes) : undefined;
}

/** A note is one text: what else it holds follows it. */
function readNote(node: FootnoteDefinition, definitions: Definitions): Draft[] {
  const drafts = readDrafts(node.children, definitions);
  const [first] = drafts;
  const isText = first?.block.type === 'text' && !first.block.props && !first.block.children;
  const [text, rest] = isText ? [[first], drafts.slice(1)] : [[], drafts];
  return [{ block: withBody('footnote', text, { note: node.identifier }) }, ...rest];
}

function readFenced(node: Code | Equation): BlockContent {
  const type = node.type === 'math' ? 'equation' : 'code';
  const info = [node.type === 'code' ? node.lang : undefined, node.meta].filter(Boolean).join(' ');
  const open = /(?:^|\s)(\{.*\})$/s.exec(info);
  const attributes = open ? readAttributeList(open[1] ?? '') : undefined;
  const props = attributes && readProps(type, attributes, true);
  const [language = ''] = (props ? info.slice(0, open?.index) : info).split(/\s/, 1);
  const runs: Run[] = node.value === '' ? [] : [{ text: node.value, marks: {} }];
  const named: Props = type === 'code' && language !== '' ? { language } : {};
  return contentOf(type, { props: { ...named, ...props }, runs });
}

function readTable(node: Table, definitions: Definitions): BlockContent {
  const columns = (node.children[0]?.children ?? []).map(() => ({}));
  const rows = node.children.map((row) => ({
    cells: columns.map((_, i) => {
      const runs = readInline(row.children[i]?.children ?? [], definitions);
      return runs.length > 0 ? [contentOf('text', { runs })] : [];
    }),
  }));
  return { type: 'table', props: { headerRow: true }, table: { columns, rows } };
}

/** HTML between blocks: tags of ours, a tag that stands in a line, or what has no meaning here. */
function readHtml(value: string, frames: Frame[], definitions: Definitions): void {
  const top = (): Frame => frames.at(-1) as Frame;
  const tokens = tokenize(
    takeSummary(value, () => undefined),
    NAMES,
  );
  if (isInlineTag(value) && !value.startsWith('<empty-block')) {
    const runs = readInline([{ type: 'html', value }], definitions);
    top().drafts.push({ block: contentOf('text', { runs }) });
    return;
  }
  if (!isOurs(tokens, top().name)) {
    top().drafts.push({ block: rawHtml(value) });
    return;
  }
  let summary: readonly Run[] = [];
  const rest = takeSummary(value, (text) => {
    summary = readSummary(text);
  });
  for (const token of tokenize(rest, NAMES)) {
    if (token.kind === 'text') {
      if (token.raw.trim() !== '') {
        const text = dedent(token.raw);
        for (const draft of readDrafts(parse(text).children, definitions)) top().drafts.push(draft);
      }
    } else if (token.name === 'summary') top().summary = summary;
    else if (token.name === 'col') addColumn(top(), token.attributes);
    else if (GROUPING.has(token.name)) continue;
    else if (token.kind === 'close') closeTag(token, frames);
    else if (token.kind === 'void' || !HOLDING.has(token.name)) {
      top().drafts.push(blockOfTag(token.name, token.attributes));
    } else {
      if (frames.length > MAX_TAGS) throw new MarkdownError('too-deep');
      frames.push(newFrame(token.name, token.attributes, token.raw));
    }
  }
}

function closeTag(token: Exclude<Token, { kind: 'text' }>, frames: Frame[]): void {
  const index = frames.findLastIndex(({ name }) => name === token.name);
  if (index <= 0) {
    (frames.at(-1) as Frame).drafts.push({ block: rawHtml(token.raw) });
    return;
  }
  abandonFrames(frames.splice(index + 1), frames[index] as Frame);
  closeFrame(frames.pop() as Frame, frames.at(-1) as Frame);
}

/** Whether `tokens`, read inside of the tag `within`, are only tags of ours with letters where these may be. */
function isOurs(tokens: readonly Token[], within: string): boolean {
  const open = [within];
  return tokens.every((token) => {
    if (token.kind === 'text')
      return token.raw.trim() === '' || LETTERS_WITHIN.has(open.at(-1) ?? '');
    if (token.kind === 'open' && HOLDING.has(token.name)) open.push(token.name);
    else if (token.kind === 'close' && open.length > 1 && HOLDING.has(token.name)) open.pop();
    return true;
  });
}

/** `text` without the tabs that all of its lines begin with. */
function dedent(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const tabs = Math.min(...lines.map((line) => /^\t*/.exec(line)?.[0].length ?? 0));
  return text
    .split('\n')
    .map((line) => line.slice(Math.min(tabs, line.length)))
    .join('\n');
}

/** `nodes` without the attribute list at their end and the space before it. */
function splitList(nodes: readonly PhrasingContent[]): {
  letters: PhrasingContent[];
  list?: AttributeList;
} {
  const last = nodes.at(-1);
  const letters = nodes.slice(0, -1);
  const attributes = last?.type === 'attributeList' ? readAttributeList(last.value) : undefined;
  if (!attributes || last?.type !== 'attributeList') return { letters: [...nodes] };
  const before = letters.at(-1);
  if (before?.type === 'text') {
    const value = before.value.replace(/[ \n]$/, '');
    if (value === '') letters.pop();
    else letters[letters.length - 1] = { ...before, value };
  }
  return { letters, list: { attributes, raw: last.value } };
}
