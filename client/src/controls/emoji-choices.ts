import { search, type Searchable } from '../widgets/search.ts';

/** One emoji, by its names. */
export interface Emoji extends Searchable {
  readonly emoji: string;
}

interface Entry {
  readonly label: string;
  readonly unicode: string;
  readonly tags?: readonly string[];
}

let loaded: Promise<readonly Emoji[]> | undefined;

/** All emoji: fetched when the first is looked for. */
export function loadEmoji(): Promise<readonly Emoji[]> {
  loaded ??= import('emojibase-data/en/compact.json').then(({ default: entries }) =>
    (entries as readonly Entry[]).map(({ label, unicode, tags = [] }) => ({
      emoji: unicode,
      label,
      words: tags.join(' '),
    })),
  );
  // What could not be fetched is fetched again by the next one.
  loaded.catch(() => (loaded = undefined));
  return loaded;
}

/** As many as are looked through at a glance. */
const MOST = 12;

export function findEmoji(all: readonly Emoji[], query: string): readonly Emoji[] {
  return search(all, query.replaceAll('_', ' ')).slice(0, MOST);
}
