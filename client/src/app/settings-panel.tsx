import { useEffect, useId, useState } from 'react';
import { PROTOCOL_VERSION } from '@weft/shared/protocol/version';
import type { Identity } from './identity.ts';
import { IdentityFields } from './identity-button.tsx';
import { FONTS, type PageLook, SIZES, WIDTHS } from './page-look.ts';
import { type Theme, THEMES } from './theme.ts';
import type { Workspace } from '../pages/workspace.ts';
import type { Setting } from '../widgets/setting.ts';
import { useSetting } from '../widgets/use-setting.ts';
import { LanguageChoice } from './language-choice.tsx';
import { LANGUAGE, message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';

/** Written by the build. */
declare const WEFT_VERSION: string;

interface SettingsPanelProps {
  readonly workspace: Workspace;
  readonly identity: Setting<Identity>;
  readonly theme: Setting<Theme>;
  readonly look: PageLook;
}

/** Everything that is this person's own, on this device. Changes show at once. */
export function SettingsPanel({ workspace, identity, theme, look }: SettingsPanelProps) {
  const me = useSetting(identity);
  return (
    <div className="settings">
      <section>
        <h3>{panelMessage('settings.you')}</h3>
        <IdentityFields identity={me} onChange={identity.set} />
      </section>
      <section>
        <h3>{panelMessage('settings.look')}</h3>
        <Choice
          label={message('theme.label')}
          setting={theme}
          values={THEMES}
          say={(value) => message(`theme.${value}`)}
        />
        <Choice
          label={panelMessage('settings.width')}
          setting={look.width}
          values={WIDTHS}
          say={(value) => panelMessage(`width.${value}`)}
        />
        <Choice
          label={panelMessage('settings.font')}
          setting={look.font}
          values={FONTS}
          say={(value) => panelMessage(`font.${value}`)}
        />
        <Choice
          label={panelMessage('settings.size')}
          setting={look.size}
          values={SIZES}
          say={(value) => panelMessage(`size.${value}`)}
        />
        <LanguageChoice />
      </section>
      <section>
        <h3>{panelMessage('settings.device')}</h3>
        <StorageUsed />
      </section>
      <section>
        <h3>{panelMessage('pages.heading')}</h3>
        <div className="buttons">
          <button
            type="button"
            className="button"
            onClick={() => workspace.asks.set({ kind: 'import' })}
          >
            {panelMessage('import.menu')}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => workspace.asks.set({ kind: 'export', page: undefined })}
          >
            {panelMessage('export.everything')}
          </button>
        </div>
      </section>
      <section>
        <h3>{panelMessage('settings.about')}</h3>
        <p className="panel-note">
          {panelMessage('settings.version', {
            version: WEFT_VERSION,
            protocol: String(PROTOCOL_VERSION),
          })}
        </p>
        <p className="panel-note">{panelMessage('settings.licence')}</p>
      </section>
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly setting: Setting<T>;
  readonly values: readonly T[];
  /** What a value is called. */
  readonly say: (value: T) => string;
}

function Choice<T extends string>({ label, setting, values, say }: ChoiceProps<T>) {
  const chosen = useSetting(setting);
  const group = useId();
  return (
    <fieldset className="setting">
      <legend>{label}</legend>
      <div className="setting-choices">
        {values.map((value) => (
          <label key={value} className="setting-choice" data-value={value}>
            <input
              type="radio"
              name={group}
              checked={value === chosen}
              onChange={() => setting.set(value)}
            />
            {say(value)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** What Weft keeps on this device, where the browser tells. */
function StorageUsed() {
  const [bytes, setBytes] = useState<number>();
  useEffect(() => {
    let isOver = false;
    // A plain address has no such thing.
    void Promise.resolve(navigator.storage?.estimate())
      .catch(() => undefined)
      .then((estimate) => isOver || setBytes(estimate?.usage));
    return () => void (isOver = true);
  }, []);
  if (bytes === undefined)
    return <p className="panel-note">{panelMessage('settings.storage-unknown')}</p>;
  const size = new Intl.NumberFormat(LANGUAGE, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  }).format(bytes / 1e6);
  return <p className="panel-note">{panelMessage('settings.storage', { size })}</p>;
}
