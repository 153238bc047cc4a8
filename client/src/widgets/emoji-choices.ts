import type { Choice, ChoiceGroup } from './choices.tsx';
import { search, type Searchable } from './search.ts';
import { panelMessage } from '../words/panel-messages.ts';

/** One emoji, by its names. */
export interface Emoji extends Searchable {
  readonly emoji: string;
  readonly group: (typeof GROUPS)[number];
}

/** In the order of the data; its third group is parts of others. */
const GROUPS = [
  'smileys',
  'people',
  undefined,
  'nature',
  'food',
  'travel',
  'activities',
  'objects',
  'symbols',
  'flags',
] as const;

/** What boxes are mostly marked with. */
const USUAL = '💡 📌 ❗️ ❓️ ⚠️ ✅️ ❌️ 🔥 ⭐️ 🚀 🎯 📝 🐛 🔒️ 🎉 👀'.split(' ');

interface Entry {
  readonly label: string;
  readonly unicode: string;
  readonly group?: number;
  readonly tags?: readonly string[];
}

let loaded: Promise<readonly Emoji[]> | undefined;

/** All emoji: fetched when the first is looked for. */
export function loadEmoji(): Promise<readonly Emoji[]> {
  loaded ??= import('emojibase-data/en/compact.json').then(({ default: entries }) =>
    (entries as readonly Entry[]).flatMap(({ label, unicode, group, tags = [] }) => {
      const name = GROUPS[group ?? -1];
      return name ? [{ emoji: unicode, label, words: tags.join(' '), group: name }] : [];
    }),
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

/** As many as are looked through when they stand in rows. */
const MOST_IN_ROWS = 96;

/** All emoji in rows, under what they are of; or those that `query` finds. */
export function emojiGroups(all: readonly Emoji[], query: string): ChoiceGroup[] {
  const isGrid = true;
  if (query.trim() !== '') {
    const choices = search(all, query.replaceAll('_', ' ')).slice(0, MOST_IN_ROWS).map(choiceOf);
    return choices.length === 0 ? [] : [{ choices, isGrid }];
  }
  const usual = USUAL.flatMap((sign) => all.find(({ emoji }) => emoji === sign) ?? []).map(
    choiceOf,
  );
  const groups = GROUPS.flatMap((group) => {
    const choices = all.filter((one) => one.group === group).map(choiceOf);
    return group ? [{ heading: panelMessage(`emoji.${group}`), choices, isGrid }] : [];
  });
  return [{ heading: panelMessage('emoji.usual'), choices: usual, isGrid }, ...groups];
}

function choiceOf({ emoji, label }: Emoji): Choice {
  return { id: emoji, label, icon: 'emoji', emoji };
}
