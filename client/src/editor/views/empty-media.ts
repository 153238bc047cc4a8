import { AppWindow, Bookmark, Image, type IconNode, Music, Paperclip, Video } from 'lucide';
import { button, element, icon } from './element.ts';
import { ASK_FOR_MEDIA_COMMAND } from './media-commands.ts';
import type { MediaContext } from './media-context.ts';
import type { MediaWords } from './media-words.ts';

/** Types of block that show something from elsewhere. */
export type MediaKind = 'image' | 'video' | 'audio' | 'file' | 'bookmark' | 'embed';

const MEDIA_ICONS: { readonly [Kind in MediaKind]: IconNode } = {
  image: Image,
  video: Video,
  audio: Music,
  file: Paperclip,
  bookmark: Bookmark,
  embed: AppWindow,
};

const ADD: { readonly [Kind in MediaKind]: keyof MediaWords & `add${string}` } = {
  image: 'addImage',
  video: 'addVideo',
  audio: 'addAudio',
  file: 'addFile',
  bookmark: 'addBookmark',
  embed: 'addEmbed',
};

/** In place of what a block has nothing of yet: a button that asks for it. */
export function emptyMedia({ editor, words, facts }: MediaContext, kind: MediaKind): HTMLElement {
  const name = words[ADD[kind]];
  const ask = (): void => {
    const { id } = facts();
    if (editor.isEditable())
      editor.dispatchCommand(ASK_FOR_MEDIA_COMMAND, { block: id, want: 'media' });
  };
  return button('media-empty', ask, name, icon(MEDIA_ICONS[kind]), element('span', '', {}, name));
}
