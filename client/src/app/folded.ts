import { createSetting, type Setting } from '../widgets/setting.ts';

/** Whether this person has put the list of pages away. */
export function foldedSetting(): Setting<boolean> {
  return createSetting({
    key: 'weft.folded-sidebar',
    parse: (text) => text === 'true',
    format: String,
    fallback: () => false,
  });
}
