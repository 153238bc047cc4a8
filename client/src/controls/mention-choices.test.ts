import { afterEach, expect, test, vi } from 'vitest';
import { mentionChoices, type MentionSources, newTitle } from './mention-choices.ts';

const NOBODY: MentionSources = {
  subscribe: () => () => undefined,
  pages: () => [],
  pageAt: () => undefined,
  people: () => [],
};

/** The days that are found for `query`, where the person's clock says `now`. */
const days = (query: string, now: Date) =>
  mentionChoices(NOBODY, query, false, now.getTime()).choices.map(({ inline }) => inline['date']);

afterEach(() => vi.unstubAllEnvs());

test('MENTION-1 tomorrow and yesterday are days of the calendar, however many hours they have', () => {
  vi.stubEnv('TZ', 'Europe/Berlin');
  // The clocks go back on the 25th of October, and forward on the 29th of March.
  expect(days('', new Date(2026, 9, 25, 0, 30))).toEqual([
    '2026-10-25',
    '2026-10-26',
    '2026-10-24',
  ]);
  expect(days('', new Date(2026, 2, 30, 0, 30))).toEqual([
    '2026-03-30',
    '2026-03-31',
    '2026-03-29',
  ]);
  expect(days('', new Date(2026, 11, 31, 12))).toEqual(['2026-12-31', '2027-01-01', '2026-12-30']);
});

test('MENTION-1 a day that is typed is found, if there is such a day', () => {
  const now = new Date(2026, 10, 23, 12);
  expect(days('2028-02-29', now)).toEqual(['2028-02-29']);
  for (const none of ['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10'])
    expect([none, days(none, now)]).toEqual([none, []]);
});

test('MENTION-2 a name that no page has is one for a new page, where one can be made', () => {
  const sources = {
    ...NOBODY,
    pages: () => [{ id: 'a', name: 'Road Map' }],
    create: () => 'made',
  };
  expect(newTitle(sources, ' Plans ')).toBe('Plans');
  for (const none of ['', ' ', 'road map', 'Plans]', 'Plans]]'])
    expect([none, newTitle(sources, none)]).toEqual([none, undefined]);
  expect(newTitle(NOBODY, 'Plans')).toBeUndefined();
});
