import { Paperclip } from 'lucide';
import type { CreateBlockView } from '../nodes/block-view.ts';
import { element, icon } from './element.ts';
import { fileSize } from './file-size.ts';
import { loadedView } from './loaded-view.ts';
import { nameOf, siteOf } from './media-address.ts';
import { type MediaViewOptions, numberIn, wordsIn } from './media-context.ts';
import { AWAY } from './media-tools.ts';

/** Nothing of a file is loaded before somebody asks for it. */
export function fileView(options: MediaViewOptions): CreateBlockView {
  const { words, files } = options;
  return loadedView(options, 'file', ({ facts: now }, { loaded, failed }) => {
    const name = element('span', 'media-name', { dir: 'auto' });
    const about = element('span', 'media-about');
    const link = element('a', 'media-file', AWAY, icon(Paperclip), name, about);
    return {
      element: element('div', 'media-card', {}, link),
      tools: ['replace'],
      load(url) {
        link.href = url;
        const source = wordsIn(now(), 'source');
        if (files.urlOf(source) === undefined || url.startsWith('blob:')) {
          loaded();
          return;
        }
        // A link to what is not there yet would lead to an error.
        void files.isThere(source).then((isThere) => (isThere === false ? failed() : loaded()));
      },
      update(facts) {
        const source = wordsIn(facts, 'source');
        const isOwn = files.urlOf(source) !== undefined;
        name.textContent = wordsIn(facts, 'name') || (isOwn ? '' : nameOf(source)) || words.file;
        link.download = wordsIn(facts, 'name');
        const size = numberIn(facts, 'size');
        const { lang } = document.documentElement;
        about.textContent = size > 0 ? fileSize(size, lang) : isOwn ? '' : siteOf(source);
      },
    };
  });
}
