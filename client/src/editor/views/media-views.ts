import type { BlockViews } from '../nodes/block-view.ts';
import { audioView } from './audio-view.ts';
import { bookmarkView } from './bookmark-view.ts';
import { embedView } from './embed-view.ts';
import { fileView } from './file-view.ts';
import { imageView } from './image-view.ts';
import type { MediaViewOptions } from './media-context.ts';
import { videoView } from './video-view.ts';

/** Views of all that comes from elsewhere, by type of block. */
export function mediaViews(options: MediaViewOptions): BlockViews {
  return new Map([
    ['image', imageView(options)],
    ['video', videoView(options)],
    ['audio', audioView(options)],
    ['file', fileView(options)],
    ['bookmark', bookmarkView(options)],
    ['embed', embedView(options)],
  ]);
}
