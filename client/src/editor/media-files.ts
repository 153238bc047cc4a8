/** How far a file of a page is on its way to the server. */
export type MediaFileState =
  | { readonly kind: 'waiting'; readonly isOffline: boolean }
  /** `fraction` is what is sent, from 0 to 1. */
  | { readonly kind: 'sending'; readonly fraction: number }
  | { readonly kind: 'done' }
  /** `why` is a sentence for people. */
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Port: the files of one page. A file is named by its `source`, which is what the document holds: a path that is the
 * same on every server.
 */
export interface MediaFiles {
  /** Keeps a file and sends it, now or when there is a network. Answers its source at once. */
  add(file: Blob, name: string): string;
  /** Where it can be loaded from right now; `undefined` for what is no source of a file. */
  urlOf(source: string): string | undefined;
  /** Whether the server has it; `undefined` if that cannot be told now. */
  isThere(source: string): Promise<boolean | undefined>;
  /** `undefined` for a file that this window did not send. */
  stateOf(source: string): MediaFileState | undefined;
  /** Calls back whenever something about files may have changed; the returned function ends that. */
  subscribe(listener: () => void): () => void;
  /** Sends a refused or waiting file at once. */
  retry(source: string): void;
  /** Takes a file back that is on its way. */
  remove(source: string): void;
}

/** Of an editor whose page cannot take files. */
export const NO_FILES: MediaFiles = {
  add: () => '',
  urlOf: () => undefined,
  isThere: () => Promise.resolve(undefined),
  stateOf: () => undefined,
  subscribe: () => () => undefined,
  retry: () => undefined,
  remove: () => undefined,
};
