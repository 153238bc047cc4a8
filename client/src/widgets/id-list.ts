import { createSetting, type Setting } from './setting.ts';

/** Ids that this person's device remembers under `key`. */
export function idListSetting(key: string): Setting<readonly string[]> {
  return createSetting<readonly string[]>({
    key,
    parse(text) {
      const ids: unknown = JSON.parse(text);
      return Array.isArray(ids) && ids.every((id) => typeof id === 'string') ? ids : undefined;
    },
    format: (ids) => JSON.stringify(ids),
    fallback: () => [],
  });
}
