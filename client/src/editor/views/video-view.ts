import type { CreateBlockView } from '../nodes/block-view.ts';
import { element } from './element.ts';
import { loadedView } from './loaded-view.ts';
import { createMediaBox } from './media-box.ts';
import { type MediaViewOptions, wordsIn } from './media-context.ts';
import { createPlay } from './play.ts';

export function videoView(options: MediaViewOptions): CreateBlockView {
  return loadedView(options, 'video', (context, events) => {
    const video = element('video', 'media-picture', {
      controls: '',
      playsinline: '',
      preload: 'metadata',
    });
    const box = createMediaBox(context, video);
    video.addEventListener('loadedmetadata', () => {
      box.measured(video.videoWidth, video.videoHeight);
    });
    return {
      element: box.element,
      tools: ['replace', 'open', 'download'],
      load: createPlay(video, events),
      update(facts) {
        video.setAttribute('aria-label', wordsIn(facts, 'name') || options.words.video);
        box.update(facts);
      },
      end: () => unload(video),
    };
  });
}

/** A film that is shown no more must not be heard. */
function unload(video: HTMLVideoElement): void {
  video.pause();
  video.removeAttribute('src');
  video.load();
}
