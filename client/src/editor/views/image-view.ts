import type { CreateBlockView } from '../nodes/block-view.ts';
import { element } from './element.ts';
import { loadedView } from './loaded-view.ts';
import { createMediaBox } from './media-box.ts';
import { type MediaViewOptions, wordsIn } from './media-context.ts';

export function imageView(options: MediaViewOptions): CreateBlockView {
  return loadedView(options, 'image', (context, { loaded, failed }) => {
    const image = element('img', 'media-picture', {
      decoding: 'async',
      referrerpolicy: 'no-referrer',
      draggable: 'false',
    });
    const box = createMediaBox(context, image);
    image.addEventListener('load', () => {
      image.dataset['loaded'] = '';
      box.measured(image.naturalWidth, image.naturalHeight);
      loaded();
    });
    image.addEventListener('error', () => {
      delete image.dataset['loaded'];
      failed();
    });
    return {
      element: box.element,
      tools: ['describe', 'replace', 'open', 'download'],
      load(url, isSame) {
        // What is drawn stays as it is: the bytes are the same, and nothing flickers.
        if (isSame && image.dataset['loaded'] !== undefined) return;
        image.src = url;
      },
      update(facts) {
        image.alt = wordsIn(facts, 'alt');
        box.update(facts);
      },
    };
  });
}
