import type { BlockFacts } from '../nodes/block-facts.ts';
import { element } from './element.ts';
import { siteOf, webAddress } from './media-address.ts';
import { wordsIn } from './media-context.ts';
import { AWAY } from './media-tools.ts';

/** A link to another page as a card; `undefined` if its address is none of the web. Nothing is loaded from there. */
export function bookmarkCard(facts: BlockFacts): HTMLAnchorElement | undefined {
  const address = webAddress(facts.props['address']);
  if (address === undefined) return undefined;
  const site = siteOf(address);
  const title = wordsIn(facts, 'title').trim() || site;
  const description = wordsIn(facts, 'description').trim();
  const card = element(
    'a',
    'media-bookmark',
    AWAY,
    element('span', 'media-title', { dir: 'auto' }, title),
  );
  if (description !== '')
    card.append(element('span', 'media-description', { dir: 'auto' }, description));
  card.append(element('span', 'media-address', { dir: 'ltr' }, address));
  card.href = address;
  return card;
}
