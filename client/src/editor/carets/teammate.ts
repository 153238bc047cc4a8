import { type Caret, readCaret } from '@weft/shared/model/caret';

/** A person's name is cut after this many characters; labels are small. */
const MAX_NAME = 40;
const NAMELESS_COLOR = '#6b6862';

/** Signs that would turn the text around them, or break it. */
const CONTROLS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/** Somebody else on the page, with their caret in it. */
export interface Teammate {
  /** Awareness client id: one for each session. */
  readonly client: number;
  /** May be empty. */
  readonly name: string;
  /** `#rrggbb`. */
  readonly color: string;
  readonly anchor: Caret;
  readonly focus: Caret;
}

/**
 * The teammates in an awareness' states who have a caret. States come from the network: what is no caret is left
 * out, names are cut to one short line, and what is not `#rrggbb` becomes grey.
 */
export function readTeammates(
  states: ReadonlyMap<number, unknown>,
  selfClient: number,
): Teammate[] {
  const teammates: Teammate[] = [];
  for (const [client, state] of states) {
    if (client === selfClient) continue;
    const { user, caret } = fieldsOf(state);
    const { anchor, focus } = fieldsOf(caret);
    const [from, to] = [readCaret(anchor), readCaret(focus)];
    if (!from || !to) continue;
    const { name, color } = fieldsOf(user);
    teammates.push({ client, name: nameOf(name), color: colorOf(color), anchor: from, focus: to });
  }
  return teammates;
}

function fieldsOf(value: unknown): { readonly [field: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function nameOf(name: unknown): string {
  if (typeof name !== 'string') return '';
  // Cut before it is looked at whole: a name may be as long as presence can be.
  const letters = name
    .slice(0, 8 * MAX_NAME)
    .replaceAll(CONTROLS, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return [...letters].slice(0, MAX_NAME).join('').trim();
}

function colorOf(color: unknown): string {
  return typeof color === 'string' && /^#[0-9a-f]{6}$/i.test(color) ? color : NAMELESS_COLOR;
}
