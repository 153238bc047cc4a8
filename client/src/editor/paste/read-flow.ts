import { FOOTNOTE } from '@weft/shared/model/footnotes';
import { classesOf } from './classes.ts';
import { namedColorsOf } from './color-attributes.ts';
import type { Context } from './context.ts';
import type { Draft } from './draft.ts';
import { draftOf } from './draft.ts';
import { marksIn } from './element-marks.ts';
import { Flow } from './flow.ts';
import { type InlineStyle, isHidden, spacesOf, styleOf } from './inline-style.ts';
import { isCallout, readCallout, readQuote, readToggle } from './read-boxes.ts';
import { isCodeTable, isCopiedCode, readCodeTable, readCopiedCode, readPre } from './read-code.ts';
import { readColumns } from './read-columns.ts';
import { readEquation } from './read-equation.ts';
import { readFigure, readMedia } from './read-figure.ts';
import { isFootnotes, isWayBack, readFootnotes, referenceIn } from './read-footnote.ts';
import { readImage } from './read-image.ts';
import { isList, readItem, readList } from './read-list.ts';
import { readTable } from './read-table.ts';
import { isWordMarker, wordItemOf } from './word-list.ts';

type Reader = (element: Element, context: Context) => Draft[];

/** Elements of which nothing is read: what they hold is for the browser, not for people. */
const DROPPED: ReadonlySet<string> = new Set(
  (
    'script style template noscript noframes iframe frame frameset object embed applet param head ' +
    'title meta link base svg canvas map area input button select option optgroup datalist ' +
    'textarea progress meter source track col colgroup wbr xml'
  ).split(' '),
);

/** Elements that stand on lines of their own and say no more than that. */
const LINES: ReadonlySet<string> = new Set(
  (
    'p div section article main header footer nav aside address center form fieldset legend dl dt ' +
    'dd dialog hgroup search figcaption summary body html tr caption td th tbody thead tfoot'
  ).split(' '),
);

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['hr', () => [{ type: 'divider' }]],
  ['blockquote', readQuote],
  ['details', readToggle],
  ['figure', readFigure],
  ['video', readMedia],
  ['audio', readMedia],
  ['pre', readPre],
  ['listing', readPre],
  ['xmp', readPre],
  ['plaintext', readPre],
  [
    'table',
    (element, context) =>
      isCodeTable(element) ? readCodeTable(element) : readTable(element, context),
  ],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name): [string, Reader] => [
    name,
    (element, context) => readHeading(Number(name.slice(1)), element, context),
  ]),
]);

/** The blocks that are in `element`. */
export function readFlow(element: Element, context: Context): Draft[] {
  const flow = new Flow();
  readInside(element, context, flow);
  return flow.finish();
}

function readInside(element: Element, context: Context, flow: Flow): void {
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) {
      flow.line.add(node.nodeValue ?? '', context.marks, context.spaces);
    } else if (node.nodeType === Node.ELEMENT_NODE) readElement(node as Element, context, flow);
  }
}

function readElement(element: Element, outer: Context, flow: Flow): void {
  const name = element.localName;
  if (DROPPED.has(name)) return;
  if (name === 'br') return flow.line.break(outer.marks);
  const style = styleOf(element);
  const equation = readEquation(element);
  if (equation) return addEquation(equation, outer, flow);
  const note = referenceIn(element);
  if (note !== undefined) return flow.line.addObject({ kind: FOOTNOTE, note }, outer.marks);
  if (isWayBack(element)) return;
  if (isHidden(element, style) || isWordMarker(style) || isWordNote(style)) return;
  const context: Context = {
    ...outer,
    marks: marksIn(element, style, outer),
    spaces: spacesOf(style) ?? outer.spaces,
  };
  if (name === 'img') return addImage(element, context, flow);
  const reader = readerOf(element, style);
  if (reader) {
    const blocks = reader(element, context);
    const colors = namedColorsOf(element);
    const [only] = blocks.length === 1 ? blocks : [];
    if (only && Object.keys(colors).length > 0) only.props = { ...only.props, ...colors };
    for (const block of blocks) flow.add(block);
  } else if (isList(name)) {
    for (const { item, level } of readList(element, context)) flow.addItem(item, level);
  } else if (name === 'li') {
    for (const { item, level } of readItem(element, context)) flow.addItem(item, level);
  } else if (LINES.has(name)) readLines(element, style, context, flow);
  else if (isWide(element)) flow.line.add(' ', context.marks, 'collapse');
  else readInside(element, context, flow);
}

/** The reader of a block that is more than lines. */
function readerOf(element: Element, style: InlineStyle): Reader | undefined {
  const reader = READERS.get(element.localName);
  const classes = classesOf(element);
  if (isCallout(element)) return readCallout;
  if (isFootnotes(element)) return readFootnotes;
  if (reader) return reader;
  if (classes.includes('columns') || classes.includes('column-list')) return readColumns;
  const level = wordHeadingOf(classes);
  if (level > 0) return (each, context) => readHeading(level, each, context);
  if (/^Mso(?:Intense)?Quote$/.test(classes[0] ?? '')) return readQuote;
  return isCopiedCode(element, style) ? readCopiedCode : undefined;
}

/** A paragraph, or what holds some. */
function readLines(element: Element, style: InlineStyle, context: Context, flow: Flow): void {
  flow.end();
  const word = wordItemOf(element, style);
  if (word) {
    const [first, ...rest] = readFlow(element, context);
    const text = first?.type === 'text' ? first : undefined;
    const children = text ? rest : [...(first ? [first] : []), ...rest];
    flow.addItem(
      draftOf(word.type, { props: { ...word.props }, runs: text?.runs, children }),
      word.level,
    );
    return;
  }
  if (classesOf(element).includes('children')) {
    return flow.addChildren(readFlow(element, context));
  }
  const from = flow.length;
  readInside(element, context, flow);
  flow.end();
  const colors = namedColorsOf(element);
  if (element.localName !== 'p' || Object.keys(colors).length === 0) return;
  for (const draft of flow.since(from)) draft.props = { ...draft.props, ...colors };
}

/** A heading; headings beyond the third level are of the third. */
function readHeading(level: number, element: Element, context: Context): Draft[] {
  const type = `heading${Math.min(level, 3)}`;
  return readFlow(element, { ...context, isTitle: true }).map((draft) =>
    draft.type === 'text' ? draftOf(type, { runs: draft.runs }) : draft,
  );
}

function addImage(element: Element, context: Context, flow: Flow): void {
  const image = readImage(element, context);
  if (typeof image === 'string') flow.line.add(image, context.marks, 'collapse');
  else flow.add(image);
}

function addEquation(
  { text, isBlock }: { text: string; isBlock: boolean },
  { marks }: Context,
  flow: Flow,
): void {
  if (!isBlock) flow.line.addObject({ kind: 'equation', text }, marks);
  else flow.add({ type: 'equation', runs: [{ text, marks: {} }] });
}

/** The level of a paragraph that is a heading to Word alone. */
function wordHeadingOf(classes: readonly string[]): number {
  if (classes.includes('MsoTitle')) return 1;
  const word = classes.find((name) => /^MsoHeading[1-9]$/.test(name));
  return Number(word?.slice(-1) ?? 0);
}

/** Word's comments stand after the text, and are none of it. */
function isWordNote(style: InlineStyle): boolean {
  return /^comment/i.test(style.get('mso-element') ?? '');
}

/** WebKit and Word put spaces that they made wide into elements of their own. */
function isWide(element: Element): boolean {
  return classesOf(element).includes('Apple-converted-space');
}
