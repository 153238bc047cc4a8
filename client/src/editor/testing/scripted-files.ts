import type { MediaFiles, MediaFileState } from '../media-files.ts';

/** Files of which a test says where and how far they are, and hears what becomes of them. */
export class ScriptedFiles implements MediaFiles {
  readonly urls = new Map<string, string>();
  readonly states = new Map<string, MediaFileState>();
  /** Those that the server has. */
  readonly there = new Set<string>();
  readonly added: { readonly source: string; readonly name: string; readonly file: Blob }[] = [];
  readonly asked: string[] = [];
  readonly #listeners = new Set<() => void>();

  readonly add = (file: Blob, name: string): string => {
    const source = `/files/${this.added.length + 1}`;
    this.added.push({ source, name, file });
    this.urls.set(source, `data:,${source}`);
    return source;
  };
  readonly urlOf = (source: string): string | undefined => this.urls.get(source);
  readonly isThere = (source: string): Promise<boolean> => Promise.resolve(this.there.has(source));
  readonly stateOf = (source: string): MediaFileState | undefined => this.states.get(source);
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly retry = (source: string): void => void this.asked.push(`retry ${source}`);
  readonly remove = (source: string): void => void this.asked.push(`remove ${source}`);

  get listeners(): number {
    return this.#listeners.size;
  }

  tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
