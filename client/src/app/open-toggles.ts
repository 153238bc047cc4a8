import type { OpenToggles } from '../editor/binding/folding.ts';
import { createSetting } from '../widgets/setting.ts';

/** Which toggles of a page this person has open on this device. */
export function openTogglesOf(doc: string): OpenToggles {
  return createSetting<readonly string[]>({
    key: `weft.open-toggles.${doc}`,
    parse(text) {
      const ids: unknown = JSON.parse(text);
      return Array.isArray(ids) && ids.every((id) => typeof id === 'string') ? ids : undefined;
    },
    format: (ids) => JSON.stringify(ids),
    fallback: () => [],
  });
}
