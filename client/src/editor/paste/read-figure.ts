import { isCaptioned } from '@weft/shared/model/captioned';
import { classesOf } from './classes.ts';
import type { Context } from './context.ts';
import { type Draft, draftOf } from './draft.ts';
import { oneText } from './flow.ts';
import { fileAddress, linkAddress } from './web-address.ts';

/** What is in a figure; its caption is the text of the picture or card in it, otherwise a paragraph after it. */
export function readFigure(element: Element, context: Context): Draft[] {
  const caption = [...element.children].find(({ localName }) => localName === 'figcaption');
  caption?.remove();
  const texts = caption ? context.reading.blocksOf(caption, context) : [];
  const drafts = readCard(element) ?? context.reading.blocksOf(element, context);
  const shown = drafts.find((draft) => isCaptioned(draft) && !draft.runs);
  if (!shown) return [...drafts, ...texts];
  const isPlain = texts.length > 0 && texts.every(({ type }) => type === 'text');
  if (isPlain) shown.runs = oneText(texts.map(({ runs }) => runs ?? []));
  return isPlain ? drafts : [...drafts, ...texts];
}

/** A film or a sound that lies on the web. */
export function readMedia(element: Element): Draft[] {
  const sources = [element, ...element.querySelectorAll('source')];
  for (const each of sources) {
    const source = fileAddress(each.getAttribute('src'));
    if (source !== undefined) return [draftOf(element.localName, { props: { source } })];
  }
  return [];
}

/** Cards of one link, as shared/html and Notion write them. */
function readCard(element: Element): Draft[] | undefined {
  const link = element.querySelector('a');
  const names = [...classesOf(element), ...(link ? classesOf(link) : [])];
  const type = ['file', 'bookmark', 'embed'].find((name) => names.includes(name));
  const address = type && link ? linkAddress(link.getAttribute('href')) : undefined;
  if (!type || !link || address === undefined) return undefined;
  const words = (selector: string): string =>
    (element.querySelector(selector)?.textContent ?? '').trim();
  if (type === 'file') {
    const name = (link.textContent ?? '').trim();
    const props = { source: address, ...(name !== address && name !== '' && { name }) };
    return [draftOf('file', { props })];
  }
  if (type === 'embed') return [draftOf('embed', { props: { address } })];
  const title = words('.bookmark-title') || (link.textContent ?? '').trim();
  const description = words('.bookmark-description') || words(':scope > p');
  const props = {
    address,
    ...(title !== address && title !== '' && { title }),
    ...(description !== '' && { description }),
  };
  return [draftOf('bookmark', { props })];
}
