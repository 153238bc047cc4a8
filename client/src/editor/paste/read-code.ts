import { type Draft, draftOf, letters } from './draft.ts';
import { type InlineStyle, isMonospace, spacesOf } from './inline-style.ts';

const LANGUAGE = /(?:^|\s)(?:language|lang|highlight-source|brush:)[-\s]?([\w+#.-]+)/i;

/** Elements whose text stands on lines of its own. */
const LINES = new Set(['div', 'p', 'li', 'tr', 'ol', 'ul', 'table', 'tbody', 'blockquote']);

/** What is in these is not for people. */
const NO_TEXT = new Set([
  'script',
  'noframes',
  'style',
  'template',
  'svg',
  'button',
  'noscript',
  'iframe',
]);

// oxlint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f\u200b\ufeff]/g;

/** Names that are no language. */
const NO_LANGUAGE = new Set(['none', 'plaintext', 'text', 'txt', 'plain']);

/** A block of code, or of an equation as shared/html writes it. */
export function readPre(element: Element): Draft[] {
  const type = /(?:^|\s)equation(?:\s|$)/.test(classOf(element)) ? 'equation' : 'code';
  const language = type === 'code' ? languageOf(element) : '';
  const runs = letters(codeIn(element).replace(/\n$/, ''));
  return [draftOf(type, { props: language === '' ? {} : { language }, runs })];
}

/** Whether `element` is what an editor of code puts on the clipboard: lines of one width whose spaces count. */
export function isCopiedCode(element: Element, style: InlineStyle): boolean {
  if (style.size === 0 || !isMonospace(style) || spacesOf(style) !== 'keep') return false;
  // What holds anything but lines and their pieces was written by somebody, not by an editor.
  return element.querySelector(':not(div, span, br, font, b, i)') === null;
}

/** What an editor of code copied: one line is a piece of code in a line, several are a block. */
export function readCopiedCode(element: Element): Draft[] {
  const text = codeIn(element).replace(/\n$/, '');
  if (text.trim() === '') return [];
  if (text.includes('\n')) return [draftOf('code', { runs: letters(text) })];
  return [draftOf('text', { runs: [{ text: text.trim(), marks: { code: true } }] })];
}

/** GitHub shows files as tables, a line in each row and its number before it. */
export function isCodeTable(element: Element): boolean {
  return element.querySelector('td.blob-code, td.js-file-line') !== null;
}

export function readCodeTable(element: Element): Draft[] {
  const lines = Array.from(element.querySelectorAll('td.blob-code, td.js-file-line'), codeIn);
  return [
    draftOf('code', { runs: letters(lines.map((line) => line.replace(/\n$/, '')).join('\n')) }),
  ];
}

/** The text of `element` with its line ends, those that elements make among them. */
function codeIn(element: Element): string {
  const parts: string[] = [];
  let isLineOpen = false;
  const endLine = (): void => {
    if (isLineOpen) parts.push('\n');
    isLineOpen = false;
  };
  const walk = (around: Element): void => {
    for (const node of around.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) {
        const text = (node.nodeValue ?? '').replaceAll('\u00a0', ' ').replace(UNSEEN, '');
        parts.push(text);
        if (text !== '') isLineOpen = !text.endsWith('\n');
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        const inner = node as Element;
        if (NO_TEXT.has(inner.localName)) continue;
        if (inner.localName === 'br') parts.push('\n');
        if (inner.localName === 'br') isLineOpen = false;
        const isLine = LINES.has(inner.localName);
        if (isLine) endLine();
        walk(inner);
        if (isLine) endLine();
      }
    }
  };
  walk(element);
  return parts.join('');
}

/** The language that the classes of `element`, of the code in it, or of what is around it name. */
function languageOf(element: Element): string {
  const around = element.parentElement;
  for (const named of [element.querySelector('code'), element, around]) {
    if (!named) continue;
    const word =
      named.getAttribute('data-language') ??
      named.getAttribute('data-lang') ??
      LANGUAGE.exec(classOf(named))?.[1];
    if (word && word.length <= 40) return NO_LANGUAGE.has(word.toLowerCase()) ? '' : word;
  }
  return '';
}

function classOf(element: Element): string {
  return element.getAttribute('class') ?? '';
}
