import { useId } from 'react';
import { Icon } from '../widgets/icons.tsx';
import { message } from '../words/messages.ts';
import type { Setting } from '../widgets/setting.ts';
import { useSetting } from '../widgets/use-setting.ts';
import { THEMES, type Theme } from './theme.ts';

/** System, light or dark, one of three always pressed. */
export function ThemeSwitch({ setting }: { readonly setting: Setting<Theme> }) {
  const theme = useSetting(setting);
  const group = useId();
  return (
    <fieldset className="theme-switch">
      <legend className="unseen">{message('theme.label')}</legend>
      {THEMES.map((choice) => (
        <label key={choice} title={message(`theme.${choice}`)}>
          <input
            type="radio"
            className="unseen"
            name={group}
            aria-label={message(`theme.${choice}`)}
            checked={choice === theme}
            onChange={() => setting.set(choice)}
          />
          <Icon name={choice} />
        </label>
      ))}
    </fieldset>
  );
}
