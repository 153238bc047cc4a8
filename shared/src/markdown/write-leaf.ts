/** Forms of single blocks that hold no others. */
import type { BlockContent } from '../model/content.ts';
import { runsText } from '../model/content.ts';
import type { Attribute } from './attributes.ts';
import { writeAttributes } from './attributes.ts';
import { hasBullets } from './bounds.ts';
import { writeProps } from './properties.ts';
import { joinRuns, writeImage, writeInline } from './write-inline.ts';

/** A block of code in a fence, or in a tag where a fence cannot hold it. */
export function code(block: BlockContent): string {
  const text = runsText(block.runs ?? []);
  if (/[\r\0]/.test(text) || hasBullets(text)) return textTag('code-block', block, text);
  const language = block.props?.['language'];
  const plain =
    typeof language === 'string' && /^[^\s\p{Cc}`{}&\\~]+$/u.test(language) ? language : '';
  const rest = plain === '' ? block : without(block, 'language');
  const fence = '`'.repeat(Math.max(3, longestRun(text, /`+/g) + 1));
  return fenced(fence, [plain, list(rest)].filter((part) => part !== '').join(' '), text);
}

/** An equation between lines of dollars. */
export function equation(block: BlockContent): string {
  const text = runsText(block.runs ?? []);
  if (/[\r\0]/.test(text) || hasBullets(text)) return textTag('equation', block, text);
  const info = list(block);
  return fenced('$'.repeat(Math.max(2, longestRun(text, /\$+/g) + 1)), info && ` ${info}`, text);
}

function fenced(fence: string, info: string, text: string): string {
  const lines = text === '' ? [] : [text];
  return [fence + info, ...lines, fence].join('\n');
}

/** The props of `block` as what may follow a fence, where Markdown decodes references once more. */
function list(block: BlockContent): string {
  const attributes = writeProps(block.type, block.props);
  return attributes.length === 0 ? '' : `{${writeAttributes(attributes)}}`.replaceAll('&', '&amp;');
}

function textTag(name: string, block: BlockContent, text: string): string {
  const attributes: Attribute[] = [...writeProps(block.type, block.props), ['text', text]];
  return `<${name} ${writeAttributes(attributes)}/>`;
}

/** A picture as Markdown has them, if its caption and props allow it. */
export function image(block: BlockContent): string | undefined {
  const { source, alt, ...props } = block.props ?? {};
  const runs = joinRuns(block.runs ?? []);
  const [caption] = runs;
  if (source === undefined || runs.length > 1) return undefined;
  if (caption && !('text' in caption && Object.keys(caption.marks).length === 0)) return undefined;
  const title = caption && 'text' in caption ? { title: caption.text } : {};
  const plain = writeImage({ source, ...(alt !== undefined && { alt }), ...title }, 'paragraph');
  if (plain === undefined) return undefined;
  const rest = writeProps(block.type, props);
  return rest.length === 0 ? plain : `${plain} {${writeAttributes(rest)}}`;
}

/** A block whose text is a caption: a tag around it, all on one line. */
export function captioned(name: string, block: BlockContent): string {
  const caption = writeInline(block.runs ?? [], 'line');
  return caption === '' ? tag(name, block, '/') : `${tag(name, block)}${caption}</${name}>`;
}

/** Notion calls the tag by a name that Markdown takes for letters, so attributes have to be as harmless. */
export function contents(block: BlockContent): string {
  const plain = tag('table_of_contents', block, '/');
  return /^<[\w ="]*\/>$/.test(plain) ? plain : tag('table-of-contents', block, '/');
}

/** The tag `name` with the props of `block`. */
export function tag(name: string, block: BlockContent, slash = ''): string {
  return `<${[name, writeAttributes(writeProps(block.type, block.props))].join(' ').trim()}${slash}>`;
}

/** `block` without one of its props. */
export function without(block: BlockContent, prop: string): BlockContent {
  const props = Object.entries(block.props ?? {}).filter(([name]) => name !== prop);
  return { ...block, props: Object.fromEntries(props) };
}

function longestRun(text: string, pattern: RegExp): number {
  return (text.match(pattern) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
}
