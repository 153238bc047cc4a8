import type { Inline } from '@weft/shared/model/content';
import type { ChoiceGroup } from '../widgets/choices.tsx';
import { search, type Searchable } from '../widgets/search.ts';
import { LANGUAGE, message } from '../words/messages.ts';

/** What can be mentioned. */
export interface Mentionable {
  readonly id: string;
  readonly name: string;
}

/** Who and what there is to mention, asked anew each time. */
export interface MentionSources {
  /** Calls back when there is somebody or something else. */
  subscribe(changed: () => void): () => void;
  pages(): readonly Mentionable[];
  /** The page that an address leads to, if it is one of ours. */
  pageAt(address: string): Mentionable | undefined;
  /** Makes a page that is called so, and answers its id; not everywhere can one. */
  create?(title: string): string;
  people(): readonly Mentionable[];
}

interface MentionChoice extends Searchable {
  readonly id: string;
  readonly icon: 'mention' | 'page' | 'date';
  readonly inline: Inline;
}

/** The choice of a page that is not there yet. */
export const NEW_PAGE = 'new';

/** As many of each kind as are looked through at a glance. */
const MOST = 6;

/** What `query` finds to mention, and the groups of the menu for it. */
export function mentionChoices(
  sources: MentionSources,
  query: string,
  pagesOnly: boolean,
  now: number,
): { readonly choices: readonly MentionChoice[]; readonly groups: ChoiceGroup[] } {
  const pages = sources.pages().map(({ id, name }): MentionChoice => {
    const label = name || message('pages.untitled');
    return {
      id: `page ${id}`,
      label,
      words: '',
      icon: 'page',
      inline: { kind: 'mention', page: id, label },
    };
  });
  const people = sources.people().map(({ id, name }): MentionChoice => ({
    id: `person ${id}`,
    label: name,
    words: '',
    icon: 'mention',
    inline: { kind: 'mention', user: id, name },
  }));
  const kinds = pagesOnly
    ? [{ heading: message('mention.pages'), choices: pages }]
    : [
        { heading: message('mention.dates'), choices: dates(query, now) },
        { heading: message('mention.people'), choices: people },
        { heading: message('mention.pages'), choices: pages },
      ];
  const found = kinds
    .map(({ heading, choices }) => ({ heading, choices: search(choices, query).slice(0, MOST) }))
    .filter(({ choices }) => choices.length > 0);
  return {
    choices: found.flatMap(({ choices }) => choices),
    groups: found.map(({ heading, choices }) => ({
      heading,
      choices: choices.map(({ id, label, icon }) => ({ id, label, icon })),
    })),
  };
}

function dates(query: string, now: number): MentionChoice[] {
  const [, typed] = /^\s*(\d{4}-\d{2}-\d{2})\s*$/.exec(query) ?? [];
  const named = ([key, days]: readonly ['today' | 'tomorrow' | 'yesterday', number]) =>
    dateChoice(dayOf(now, days), message(`mention.${key}`));
  const days = (
    [
      ['today', 0],
      ['tomorrow', 1],
      ['yesterday', -1],
    ] as const
  ).map(named);
  return typed !== undefined && isDay(typed)
    ? [dateChoice(typed, shownDate(typed)), ...days]
    : days;
}

/** What a new page would be called that `query` asks for; `undefined` where there is such a page, or none can be made. */
export function newTitle(sources: MentionSources, query: string): string | undefined {
  const title = query.trim();
  if (!sources.create || title === '' || title.includes(']')) return undefined;
  const isThere = sources.pages().some(({ name }) => name.toLowerCase() === title.toLowerCase());
  return isThere ? undefined : title;
}

/** A mention of the day it is where the person is. */
export function todayMention(now: number): Inline {
  return dateChoice(dayOf(now), '').inline;
}

function dateChoice(date: string, label: string): MentionChoice {
  const inline = { kind: 'mention', date, label: shownDate(date) };
  return { id: `date ${date}`, label, words: date, icon: 'date', inline };
}

/** Whether there is such a day: browsers take the 31st of a short month for one of the next. */
function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The calendar day `days` after a moment where the person is, as `2026-11-23`. Not all days have 24 hours. */
function dayOf(moment: number, days = 0): string {
  const date = new Date(moment);
  date.setDate(date.getDate() + days);
  const part = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}

function shownDate(date: string): string {
  return new Intl.DateTimeFormat(LANGUAGE, { dateStyle: 'medium', timeZone: 'UTC' }).format(
    Date.parse(date),
  );
}
