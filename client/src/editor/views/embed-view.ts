import { type Embed, embedOf } from '@weft/shared/html/embeds';
import { Play } from 'lucide';
import type { CreateBlockView } from '../nodes/block-view.ts';
import { bookmarkCard } from './bookmark-card.ts';
import { button, element, icon } from './element.ts';
import { linkedView } from './linked-view.ts';
import { siteOf, webAddress } from './media-address.ts';
import { type MediaContext, type MediaViewOptions, numberIn, wordsIn } from './media-context.ts';

/**
 * What a frame of another origin may do. It is itself there, so that it finds who is signed in at its own site, but cannot
 * leave the frame, lead this page elsewhere, ask for anything in dialogs, or download.
 */
const SANDBOX = [
  'allow-scripts',
  'allow-same-origin',
  'allow-forms',
  'allow-popups',
  'allow-popups-to-escape-sandbox',
  'allow-presentation',
].join(' ');

/** A page of a known site behind a cover, so that nothing is asked of it before somebody wants it; a card for any other. */
export function embedView(options: MediaViewOptions): CreateBlockView {
  return linkedView(options, 'embed', ['address', 'height'], (context, facts) => {
    const address = webAddress(facts.props['address']);
    const embed = address === undefined ? undefined : embedOf(address);
    if (!address || !embed) return bookmarkCard(facts);
    const stage = element('div', 'media-stage', {}, cover(context, embed, address));
    const height = numberIn(facts, 'height') || ('height' in embed.shape ? embed.shape.height : 0);
    if (height > 0) stage.style.blockSize = `${height}px`;
    else if ('ratio' in embed.shape) stage.style.aspectRatio = String(embed.shape.ratio);
    return stage;
  });
}

function cover({ words, facts }: MediaContext, embed: Embed, address: string): HTMLElement {
  const show = (pressed: HTMLButtonElement): void => {
    const shown = frame(embed, wordsIn(facts(), 'title') || `${embed.provider}: ${address}`);
    pressed.replaceWith(shown);
    shown.focus({ preventScroll: true });
  };
  return button(
    'media-cover',
    show,
    words.frame(embed.provider),
    icon(Play),
    element('span', 'media-title', {}, words.frame(embed.provider)),
    element('span', 'media-address', { dir: 'ltr' }, address),
    element('span', 'media-about', {}, `${siteOf(embed.frame)} · ${words.asks}`),
  );
}

function frame({ frame: src }: Embed, title: string): HTMLIFrameElement {
  return element('iframe', 'media-frame', {
    sandbox: SANDBOX,
    allow: 'fullscreen; encrypted-media; picture-in-picture',
    referrerpolicy: 'strict-origin-when-cross-origin',
    loading: 'lazy',
    title,
    src,
  });
}
