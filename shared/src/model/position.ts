import { generateKeyBetween } from 'fractional-indexing';
import { mintLetters, type RandomSource } from './block-id.ts';

/** Where a block stands among its siblings; compared by code unit. */
export type Position = string;

const SEPARATOR = '!';
/** Letters of a run's name: of a million runs begun in one gap, two share theirs with odds of 1 in 114,000. */
const RUN_LETTERS = 6;
/** A key longer than this is not halved further: a level below it is shorter in the end. */
const MAX_KEY = 8;
/** Longer ones are not positions. Halving a gap on purpose costs about one character for three blocks. */
const MAX_LENGTH = 2048;

/** One step of a position: a fractional key, the run of blocks begun there, and the place in the run. */
interface Level {
  readonly key: string;
  readonly run: string;
  readonly place: string;
}

/**
 * Mints positions for one writer. What one writer inserts one after another stays together when others insert in
 * the same gap at the same time: it is a *run*, which has a random name and is counted inside.
 *
 * A position is one level or several, `key!run+place`, each a child of the one before it. Levels are added only
 * where the gap is between two blocks of one run, or has been halved too often, so that people who
 * take turns at the end of a page, or always insert at its top, pay a logarithm. (The package
 * `position-strings`, which has the same guarantee, adds a level with every turn: 2,000 blocks appended by
 * three people in turn have positions of 2,027 characters on average.)
 */
export class PositionSource {
  readonly #random: RandomSource;
  /** The last place given out in each run that was begun here. */
  readonly #places = new Map<string, string>();

  constructor(random: RandomSource) {
    this.#random = random;
  }

  /**
   * A new position after `left` and before `right`, either of which may be absent. Both must be positions, and
   * `left` before `right`.
   */
  between(left: Position | undefined, right: Position | undefined): Position {
    return this.#continued(left, right) ?? this.#begun(left, right);
  }

  #continued(left: Position | undefined, right: Position | undefined): Position | undefined {
    const level = left === undefined ? undefined : levelsOf(left).at(-1);
    if (left === undefined || !level) return undefined;
    const run = left.slice(0, left.length - level.place.length);
    if (this.#places.get(run) !== level.place || right?.startsWith(run)) return undefined;
    const place = generateKeyBetween(level.place, null);
    this.#places.set(run, place);
    return run + place;
  }

  #begun(left: Position | undefined, right: Position | undefined): Position {
    const [prefix, key] = gapBetween(left, right);
    const run = prefix + key + SEPARATOR + mintLetters(this.#random, RUN_LETTERS);
    const place = generateKeyBetween(null, null);
    this.#places.set(run, place);
    return run + place;
  }
}

/** Where a new run begins: what its position starts with, and its key there. */
function gapBetween(left = '', right = ''): [prefix: string, key: string] {
  if (left === '') return ['', generateKeyBetween(null, levelsOf(right)[0]?.key ?? null)];
  const lefts = levelsOf(left);
  const rights = levelsOf(right);
  const below = left + SEPARATOR;
  if (right.startsWith(below)) {
    return [below, generateKeyBetween(null, rights[lefts.length]?.key ?? null)];
  }
  const depth = lefts.findIndex((level, i) => spell(level) !== spell(rights[i]));
  for (const [i, before] of lefts.entries()) {
    if (i < depth) continue;
    // Below the level at which the two part, nothing is on the right: there the key only counts up.
    const after = i === depth ? rights[i] : undefined;
    if (after && after.key <= before.key) continue;
    const key = generateKeyBetween(before.key, after?.key ?? null);
    if (key.length > MAX_KEY) continue;
    const prefix = lefts.slice(0, i).map((level) => spell(level) + SEPARATOR);
    return [prefix.join(''), key];
  }
  return [below, generateKeyBetween(null, null)];
}

function spell(level: Level | undefined): string {
  return level ? level.key + SEPARATOR + level.run + level.place : '';
}

function levelsOf(position: Position): Level[] {
  const parts = position === '' ? [] : position.split(SEPARATOR);
  const levels: Level[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [key = '', rest = ''] = [parts[i], parts[i + 1]];
    levels.push({ key, run: rest.slice(0, RUN_LETTERS), place: rest.slice(RUN_LETTERS) });
  }
  return levels;
}

/** Whether `value` is a position that others can be put before and after. */
export function isPosition(value: unknown): value is Position {
  if (typeof value !== 'string' || value === '' || value.length > MAX_LENGTH) return false;
  const parts = value.split(SEPARATOR);
  return (
    parts.length % 2 === 0 &&
    parts.every((part, i) =>
      i % 2 === 0
        ? isKey(part)
        : isRunName(part.slice(0, RUN_LETTERS)) && isPlace(part.slice(RUN_LETTERS)),
    )
  );
}

/** Whether `key` has the shape of a fractional index: a counted head, and no zero at its end. */
function isKey(key: string): boolean {
  const head = headLength(key);
  if (head === 0 || key.length < head || !/^[A-Za-z][0-9A-Za-z]*$/.test(key)) return false;
  return key.length === head ? key !== SMALLEST_KEY : !key.endsWith('0');
}

const SMALLEST_KEY = `A${'0'.repeat(26)}`;

function isPlace(place: string): boolean {
  return isKey(place) && place.length === headLength(place);
}

function isRunName(name: string): boolean {
  return name.length === RUN_LETTERS && /^[0-9A-Za-z]+$/.test(name);
}

/** How many characters the counting part of a key has, its first letter included; 0 if that is none. */
function headLength(key: string): number {
  const first = key.charCodeAt(0);
  if (first >= 97 && first <= 122) return first - 97 + 2;
  return first >= 65 && first <= 90 ? 90 - first + 2 : 0;
}
