import { fc } from '@weft/shared/testing/properties';
import { describe, expect, test } from 'vitest';
import { clampTitle, diffText, movePosition, rebaseEdit, type TextEdit } from './title-text.ts';

/** Few letters, so that runs are common, and three emoji of which two share their first half. */
const letter = fc.constantFrom('a', 'a', 'b', ' ', 'é', '🙂', '🙃', '𝄞');
const text = fc.array(letter, { maxLength: 10 }).map((letters) => letters.join(''));

function apply(base: string, { index, remove, insert }: TextEdit): string {
  return base.slice(0, index) + insert + base.slice(index + remove);
}

/** A text, and what somebody does to it at one place: some characters go and others come. */
const typed = fc
  .tuple(text, fc.nat(10), fc.nat(3), fc.oneof(text, fc.constant('')))
  .map(([base, at, gone, insert]): [string, TextEdit] => {
    const characters = [...base];
    const index = characters.slice(0, at).join('').length;
    const remove = characters.slice(at, at + gone).join('').length;
    return [base, { index, remove, insert }];
  });

describe('the difference of two titles', () => {
  test('APP-1 whatever was typed, the edit turns the one text into the other', () => {
    fc.assert(
      fc.property(text, text, fc.nat(20), (before, after, caret) => {
        const edit = diffText(before, after, Math.min(caret, after.length));
        expect(edit ? apply(before, edit) : before).toBe(after);
        expect(edit === undefined).toBe(before === after);
      }),
    );
  });

  test('APP-1 what is typed at the caret is the whole edit', () => {
    fc.assert(
      fc.property(typed, ([before, made]) => {
        const edit = diffText(before, apply(before, made), made.index + made.insert.length);
        if (!edit) return;
        expect(edit.remove).toBeLessThanOrEqual(made.remove);
        expect(edit.insert.length).toBeLessThanOrEqual(made.insert.length);
        expect(edit.index).toBeGreaterThanOrEqual(made.index);
      }),
    );
  });

  test('APP-2 in a run of equal letters the caret says which one was typed or deleted', () => {
    expect(diffText('aaa', 'aaaa', 1)).toEqual({ index: 0, remove: 0, insert: 'a' });
    expect(diffText('aaa', 'aaaa', 3)).toEqual({ index: 2, remove: 0, insert: 'a' });
    expect(diffText('aaa', 'aa', 0)).toEqual({ index: 0, remove: 1, insert: '' });
    expect(diffText('aaa', 'aa', 2)).toEqual({ index: 2, remove: 1, insert: '' });
  });

  test('APP-3 no edit cuts a surrogate pair, in the old text or the new', () => {
    fc.assert(
      fc.property(text, text, fc.nat(20), (before, after, caret) => {
        const edit = diffText(before, after, Math.min(caret, after.length));
        if (!edit) return;
        expect(isWellFormed(edit.insert)).toBe(true);
        expect(isWellFormed(before.slice(edit.index, edit.index + edit.remove))).toBe(true);
      }),
    );
    expect(diffText('🙂', '🙃')).toEqual({ index: 0, remove: 2, insert: '🙃' });
  });
});

describe('an edit made while others typed', () => {
  /** One edit of the text `0123456789`. */
  const edit = (insert: string) =>
    fc
      .tuple(fc.nat(10), fc.nat(4), fc.constantFrom(insert, ''))
      .map(([index, gone, word]) => ({ index, remove: Math.min(gone, 10 - index), insert: word }));

  test('APP-4 keeps what the others typed, and removes nothing that was not there', () => {
    const base = '0123456789';
    fc.assert(
      fc.property(edit('me'), edit('THEM'), (mine, theirs) => {
        const merged = rebaseEdit(mine, theirs).reduce(apply, apply(base, theirs));
        const kept = base.split('').filter((_, at) => !covers(mine, at) && !covers(theirs, at));
        expect(merged.replace('me', '').replace('THEM', '')).toBe(kept.join(''));
        expect(merged).toContain(mine.insert);
        expect(merged).toContain(theirs.insert);
      }),
      { numRuns: 1000 },
    );
  });

  test('APP-4 of two insertions at one place the one that was there first comes first', () => {
    const mine = { index: 3, remove: 0, insert: 'me' };
    expect(rebaseEdit(mine, { index: 3, remove: 0, insert: 'THEM' })).toEqual([
      { index: 7, remove: 0, insert: 'me' },
    ]);
  });

  test('APP-5 a caret stays at its letter, and before what others type right at it', () => {
    expect(movePosition(3, { index: 0, remove: 0, insert: 'ab' })).toBe(5);
    expect(movePosition(3, { index: 5, remove: 2, insert: 'x' })).toBe(3);
    expect(movePosition(3, { index: 3, remove: 0, insert: 'ab' })).toBe(3);
    expect(movePosition(3, { index: 1, remove: 4, insert: 'x' })).toBe(2);
  });
});

test('APP-6 a title is one line within the limit and ends in a whole character', () => {
  expect(clampTitle('one\r\n  two\nthree', 300)).toBe('one two three');
  expect(clampTitle('abcdef', 4)).toBe('abcd');
  expect(clampTitle('abc🙂', 4)).toBe('abc');
  expect(clampTitle('abc🙂', 5)).toBe('abc🙂');
});

const covers = ({ index, remove }: TextEdit, at: number): boolean =>
  at >= index && at < index + remove;

function isWellFormed(value: string): boolean {
  return [...value].every((character) => !/^[\ud800-\udfff]$/.test(character));
}
