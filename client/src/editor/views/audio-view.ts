import type { CreateBlockView } from '../nodes/block-view.ts';
import { element } from './element.ts';
import { loadedView } from './loaded-view.ts';
import { nameOf } from './media-address.ts';
import { type MediaViewOptions, wordsIn } from './media-context.ts';
import { createPlay } from './play.ts';

export function audioView(options: MediaViewOptions): CreateBlockView {
  const { words, files } = options;
  return loadedView(options, 'audio', (_context, events) => {
    const name = element('span', 'media-name', { dir: 'auto' });
    const head = element('div', 'media-head', {}, name);
    const audio = element('audio', 'media-sound', { controls: '', preload: 'metadata' });
    return {
      element: element('div', 'media-card', {}, head, audio),
      desk: head,
      tools: ['replace', 'download'],
      load: createPlay(audio, events),
      update(facts) {
        const source = wordsIn(facts, 'source');
        const linked = files.urlOf(source) === undefined ? nameOf(source) : '';
        name.textContent = wordsIn(facts, 'name') || linked || words.audio;
        audio.setAttribute('aria-label', name.textContent);
      },
      end() {
        audio.pause();
        audio.removeAttribute('src');
        audio.load();
      },
    };
  });
}
