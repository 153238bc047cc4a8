import { COLORS } from '@weft/shared/model/colors';
import { FIRST_COLOR, type Coloring } from '../editor/commands/recolor.ts';
import { createSetting, type Setting } from '../widgets/setting.ts';

/** The colour that this person used last, on this device. */
export function lastColorSetting(): Setting<Coloring> {
  return createSetting<Coloring>({
    key: 'weft.last-color',
    parse(text) {
      const [prop, color] = text.split(' ');
      const isColor = COLORS.some((one) => one === color);
      if (!isColor || color === undefined) return undefined;
      return prop === 'color' || prop === 'background' ? { prop, color } : undefined;
    },
    format: ({ prop, color }) => `${prop} ${color}`,
    fallback: () => FIRST_COLOR,
  });
}
