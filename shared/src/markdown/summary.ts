import type { Run } from '../model/content.ts';
import { parse } from './parse.ts';
import { isInlineTag, readInline } from './read-inline.ts';

/** `html` with what is between the tags of its summary taken out. */
export function takeSummary(html: string, take: (text: string) => void): string {
  const match =
    /<summary>(.*?)<\/summary>[ \t]*(?=\n|$)/s.exec(html) ??
    /<summary>(.*?)<\/summary>/s.exec(html);
  if (!match) return html;
  take(match[1] ?? '');
  return `${html.slice(0, match.index)}<summary/>${html.slice(match.index + match[0].length)}`;
}

/** What stands in it, as a line. */
export function readSummary(summary: string): Run[] {
  // Other spaces, such as those that do not break, are letters.
  const text = summary.replace(/^[ \t\n]+|[ \t\n]+$/g, '');
  const [node] = parse(text).children;
  if (node?.type === 'paragraph' || node?.type === 'heading')
    return readInline(node.children, new Map());
  if (node?.type === 'html' && isInlineTag(node.value)) return readInline([node], new Map());
  return text === '' ? [] : [{ text, marks: {} }];
}
