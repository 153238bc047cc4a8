import type { Provider, UserState } from '@lexical/yjs';
import type { Awareness } from 'y-protocols/awareness';

/** A person's name is cut after this many characters; carets are small. */
const MAX_NAME = 40;
/** Used for a colour that the browser does not know. */
const PLAIN_COLOR = 'gray';

/**
 * The provider as `@lexical/yjs` sees it: nothing but presence, and that made safe. What teammates send is
 * read only if it has the right shape, since a malformed position would throw inside the editor; what
 * is written keeps the fields that other parts of the app put into the same state.
 *
 * @param shown - whether there is a place to draw carets; without one, teammates' states stay unread
 */
export function presenceView(awareness: Awareness, shown: boolean): Provider {
  return {
    awareness: {
      getLocalState: () => awareness.getLocalState() as UserState | null,
      getStates: () => new Map(shown ? wellFormed(awareness) : []),
      setLocalState: (state) =>
        awareness.setLocalState(state && { ...awareness.getLocalState(), ...state }),
      setLocalStateField: (field, value) => awareness.setLocalStateField(field, value),
      on: (event, listener) => awareness.on(event, listener),
      off: (event, listener) => awareness.off(event, listener),
    },
    connect: () => undefined,
    disconnect: () => undefined,
    on: () => undefined,
    off: () => undefined,
  };
}

function* wellFormed(awareness: Awareness): Iterable<[number, UserState]> {
  for (const [client, state] of awareness.getStates()) {
    if (client === awareness.clientID) continue;
    const { name, color, focusing, anchorPos, focusPos } = state;
    if (!isPosition(anchorPos) || !isPosition(focusPos)) continue;
    yield [
      client,
      {
        name: typeof name === 'string' ? [...name].slice(0, MAX_NAME).join('') : '',
        color: typeof color === 'string' && CSS.supports('color', color) ? color : PLAIN_COLOR,
        focusing: focusing === true,
        anchorPos,
        focusPos,
        awarenessData: {},
      },
    ];
  }
}

/** Whether `value` is a Yjs relative position, or none at all. */
function isPosition(value: unknown): value is UserState['anchorPos'] {
  if (value === null) return true;
  if (typeof value !== 'object' || value === undefined) return false;
  const { type, tname, item, assoc } = value as Record<string, unknown>;
  return (
    isIdOrNull(type) &&
    isIdOrNull(item) &&
    (tname === null || typeof tname === 'string') &&
    (assoc === undefined || Number.isInteger(assoc)) &&
    (type !== null || item !== null || tname !== null)
  );
}

function isIdOrNull(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value !== 'object') return false;
  const { client, clock } = value as Record<string, unknown>;
  return isCount(client) && isCount(clock);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
