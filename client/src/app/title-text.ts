/** One replacement in a text: at `index`, `remove` UTF-16 units go and `insert` comes. */
export interface TextEdit {
  readonly index: number;
  readonly remove: number;
  readonly insert: string;
}

/**
 * The smallest replacement that turns `before` into `after`, or `undefined` when they are equal. `caret` is
 * where the insertion point stands in `after`: in a run of equal letters it says which of them was typed, so
 * that the letters of two people end up where each of them put theirs. A surrogate pair is never cut, because
 * half of one, merged with somebody's edit, is no character at all.
 */
export function diffText(
  before: string,
  after: string,
  caret = after.length,
): TextEdit | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  const afterCaret = Math.max(0, after.length - caret);

  let suffix = commonSuffix(before, after, Math.min(shorter, afterCaret));
  let prefix = commonPrefix(before, after, shorter - suffix);
  // What changed may lie behind the caret too, as after a forward correction.
  suffix = commonSuffix(before, after, shorter - prefix);
  if (cutsPair(before, prefix) || cutsPair(after, prefix)) prefix -= 1;
  if (cutsPair(before, before.length - suffix) || cutsPair(after, after.length - suffix))
    suffix -= 1;

  return {
    index: prefix,
    remove: before.length - suffix - prefix,
    insert: after.slice(prefix, after.length - suffix),
  };
}

/**
 * `edit`, made in a text that `over` has meanwhile changed, as edits of the changed text, to be made in the
 * given order. What both removed is removed once, what `over` inserted stays, and of two insertions at one
 * place `over`'s comes first.
 */
export function rebaseEdit(edit: TextEdit, over: TextEdit): readonly TextEdit[] {
  const end = edit.index + edit.remove;
  const overEnd = over.index + over.remove;
  if (edit.index >= overEnd) {
    return [{ ...edit, index: edit.index + over.insert.length - over.remove }];
  }
  if (end <= over.index) return [edit];

  const head = Math.max(0, over.index - edit.index);
  const tail = { index: over.index + over.insert.length, remove: Math.max(0, end - overEnd) };
  if (head === 0) return [{ ...tail, insert: edit.insert }];
  const first = { ...edit, remove: head };
  // The one further back first: it does not move the other.
  return tail.remove === 0 ? [first] : [{ ...tail, insert: '' }, first];
}

/**
 * Where a caret at `position` stands after `edit` was made: an insertion at the caret itself comes behind it,
 * so that what two people type at one place stays two words.
 */
export function movePosition(position: number, edit: TextEdit): number {
  if (position <= edit.index) return position;
  if (position >= edit.index + edit.remove) return position + edit.insert.length - edit.remove;
  return edit.index + edit.insert.length;
}

/** `text` as one line of at most `limit` UTF-16 units, never ending in half a character. */
export function clampTitle(text: string, limit: number): string {
  const line = text.replaceAll(/\s*[\n\r\u2028\u2029]+\s*/g, ' ');
  if (line.length <= limit) return line;
  return line.slice(0, cutsPair(line, limit) ? limit - 1 : limit);
}

function commonPrefix(a: string, b: string, limit: number): number {
  let length = 0;
  while (length < limit && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
}

function commonSuffix(a: string, b: string, limit: number): number {
  let length = 0;
  while (
    length < limit &&
    a.charCodeAt(a.length - 1 - length) === b.charCodeAt(b.length - 1 - length)
  ) {
    length += 1;
  }
  return length;
}

/** Whether a cut before unit `at` falls between the halves of a surrogate pair. */
function cutsPair(text: string, at: number): boolean {
  const high = text.charCodeAt(at - 1);
  const low = text.charCodeAt(at);
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
}
