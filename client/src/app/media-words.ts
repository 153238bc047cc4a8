import type { MediaWords } from '../editor/views/media-words.ts';
import { message } from '../words/messages.ts';

/** What media say, in the app's language. */
export function mediaWords(): MediaWords {
  return {
    addImage: message('media.add-image'),
    addVideo: message('media.add-video'),
    addAudio: message('media.add-audio'),
    addFile: message('media.add-file'),
    addBookmark: message('media.add-bookmark'),
    addEmbed: message('media.add-embed'),
    unsafe: message('media.unsafe'),
    broken: message('media.broken'),
    pending: message('media.pending'),
    again: message('media.again'),
    waiting: message('media.waiting'),
    offline: message('media.offline'),
    sending: message('media.sending'),
    cancel: message('media.cancel'),
    remove: message('media.remove'),
    tools: message('media.tools'),
    replace: message('media.replace'),
    describe: message('media.describe'),
    open: message('media.open'),
    download: message('media.download'),
    width: message('media.width'),
    image: message('block.image'),
    video: message('block.video'),
    audio: message('block.audio'),
    file: message('block.file'),
    frame: (provider) => message('media.frame', { provider }),
    asks: message('media.asks'),
  };
}
