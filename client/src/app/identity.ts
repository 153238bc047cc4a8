import { parseColor, parseName } from '../editor/carets/person-look.ts';
import { message, type PlainKey } from '../words/messages.ts';
import { createSetting, type Setting, type SettingStorage } from '../widgets/setting.ts';

/** Where this device keeps it. */
export const IDENTITY_KEY = 'weft.identity';

/** How a person appears to the others on a page, until there are accounts. */
export interface Identity {
  readonly name: string;
  /** `#rrggbb`. */
  readonly color: string;
}

/**
 * Each is at least 4.5 : 1 under white text and 3 : 1 on both page backgrounds, because the same colour is
 * an avatar in one theme and a caret in the other.
 */
export const COLOURS: readonly { readonly value: string; readonly name: PlainKey }[] = [
  { value: '#c8413a', name: 'colour.red' },
  { value: '#b0590f', name: 'colour.orange' },
  { value: '#7d6c10', name: 'colour.olive' },
  { value: '#3d7d34', name: 'colour.green' },
  { value: '#147a73', name: 'colour.teal' },
  { value: '#2a70b8', name: 'colour.blue' },
  { value: '#7a5cc0', name: 'colour.violet' },
  { value: '#b3478a', name: 'colour.pink' },
];

/** A stored identity, or `undefined` when it is not one. */
export function parseIdentity(text: string): Identity | undefined {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof stored !== 'object' || stored === null) return undefined;
  const name = parseName('name' in stored ? stored.name : undefined);
  const color = parseColor('color' in stored ? stored.color : undefined);
  return name && color ? { name, color } : undefined;
}

/** A friendly name and a colour to begin with. `random` is in [0, 1). */
export function defaultIdentity(random: () => number): Identity {
  const names = message('you.defaults').split(', ');
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)]!;
  return { name: pick(names), color: pick(COLOURS).value };
}

/** The identity setting over `storage`; a first one is kept at once, so that it is the same next time. */
export function createIdentity(random: () => number, storage?: SettingStorage): Setting<Identity> {
  const setting = createSetting<Identity>({
    key: IDENTITY_KEY,
    parse: parseIdentity,
    format: (identity) => JSON.stringify(identity),
    fallback: () => defaultIdentity(random),
    storage,
  });
  setting.set(setting.get());
  return setting;
}
