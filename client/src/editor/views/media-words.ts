/** What media say in their places, in the reader's language. */
export interface MediaWords {
  /** On a block that has nothing to show yet. */
  readonly addImage: string;
  readonly addVideo: string;
  readonly addAudio: string;
  readonly addFile: string;
  readonly addBookmark: string;
  readonly addEmbed: string;
  /** In place of what cannot be shown. */
  readonly unsafe: string;
  readonly broken: string;
  /** In place of a file that somebody else is still sending. */
  readonly pending: string;
  readonly again: string;
  /** About a file on its way. */
  readonly waiting: string;
  readonly offline: string;
  readonly sending: string;
  readonly cancel: string;
  readonly remove: string;
  /** Tools. */
  readonly tools: string;
  readonly replace: string;
  readonly describe: string;
  readonly open: string;
  readonly download: string;
  readonly width: string;
  readonly image: string;
  readonly video: string;
  readonly audio: string;
  readonly file: string;
  /** On the cover of another site's page. */
  frame(provider: string): string;
  readonly asks: string;
}

export const ENGLISH_MEDIA_WORDS: MediaWords = {
  addImage: 'Add an image',
  addVideo: 'Add a video',
  addAudio: 'Add a sound',
  addFile: 'Add a file',
  addBookmark: 'Add a bookmark',
  addEmbed: 'Embed a page',
  unsafe: 'This address cannot be shown.',
  broken: 'This could not be loaded.',
  pending: 'Still on its way from whoever added it.',
  again: 'Try again',
  waiting: 'Waiting to upload',
  offline: 'Uploads when you are back online',
  sending: 'Uploading',
  cancel: 'Cancel',
  remove: 'Remove',
  tools: 'Tools',
  replace: 'Replace',
  describe: 'Describe for those who cannot see it',
  open: 'Open original',
  download: 'Download',
  width: 'Width',
  image: 'Image',
  video: 'Video',
  audio: 'Sound',
  file: 'File',
  frame: (provider) => `Show ${provider}`,
  asks: 'nothing is loaded from there before that',
};
