import { type Caret, readCaret } from '@weft/shared/model/caret';
import { NAMELESS_COLOR, parseColor, parseName } from './person-look.ts';

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
    teammates.push({
      client,
      name: parseName(name) ?? '',
      color: parseColor(color) ?? NAMELESS_COLOR,
      anchor: from,
      focus: to,
    });
  }
  return teammates;
}

function fieldsOf(value: unknown): { readonly [field: string]: unknown } {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
