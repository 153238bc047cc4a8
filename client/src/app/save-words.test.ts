import { ERRORS, type ErrorCode } from '@weft/shared/protocol/errors';
import { expect, test } from 'vitest';
import { blockedSentence, saveWords, wouldLose } from './save-words.ts';
import { failureReason, isGone, wayOn } from '../words/failure-words.ts';
import type { BlockedWhy } from '../words/failure-words.ts';

const reasons: readonly BlockedWhy[] = [...(Object.keys(ERRORS) as ErrorCode[]), 'device-storage'];

test('APP-17 each save state has its own words', () => {
  const words = [
    saveWords({ kind: 'saved' }),
    saveWords({ kind: 'sending' }),
    saveWords({ kind: 'local' }),
    saveWords({ kind: 'blocked', why: 'internal' }),
  ];
  expect(words).toEqual(['Saved', 'Saving…', 'Saved on this device', 'Not saved']);
});

test.each(reasons)(
  'APP-18 %s: a sentence says why nothing is saved, and another what to do',
  (why) => {
    const sentence = blockedSentence({ kind: 'blocked', why }) ?? '';
    expect(sentence).toMatch(/^Not saved: \p{L}.+\. \p{Lu}.+\.$/u);
    expect(sentence).not.toContain(why);
    expect(sentence).not.toMatch(/[{}]/);
  },
);

test('APP-18 where nothing is wrong, nothing is said', () => {
  expect(blockedSentence({ kind: 'saved' })).toBeUndefined();
  expect(blockedSentence({ kind: 'sending' })).toBeUndefined();
  expect(blockedSentence({ kind: 'local' })).toBeUndefined();
});

test('APP-19 closing the window warns only when this device could not keep what was typed', () => {
  expect(wouldLose({ kind: 'blocked', why: 'device-storage' })).toBe(true);
  expect(wouldLose({ kind: 'sending' })).toBe(false);
  expect(wouldLose({ kind: 'local' })).toBe(false);
  for (const why of Object.keys(ERRORS) as ErrorCode[]) {
    expect(wouldLose({ kind: 'blocked', why })).toBe(false);
  }
});

test('APP-20 a failure is told in our own words, whatever was thrown', () => {
  expect(failureReason(Object.assign(new Error('SQLITE_FULL'), { code: 'too-many' }))).toBe(
    'the server is busy.',
  );
  expect(failureReason(new TypeError('fetch failed'))).toBe(
    'the server cannot be reached right now.',
  );
  expect(failureReason(undefined)).toBe('the server cannot be reached right now.');
});

test('APP-20 a page that is gone is left, one that is too old is loaded again, the rest is tried again', () => {
  expect(wayOn('document-deleted')).toBe('leave');
  expect(wayOn('client-too-old')).toBe('reload');
  expect(wayOn('unavailable')).toBe('again');
  expect(isGone({ code: 'document-deleted' })).toBe(true);
  expect(isGone({ code: 'unavailable' })).toBe(false);
});
