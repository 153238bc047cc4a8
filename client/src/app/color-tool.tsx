import type { KeyboardEvent } from 'react';
import { COLORS } from '@weft/shared/model/colors';
import type { Coloring } from '../editor/commands/recolor.ts';
import { Icon } from '../widgets/icons.tsx';
import { ariaKeys, shownKeys } from '../widgets/keys.ts';
import { Popover } from '../widgets/popover.tsx';
import type { Formats, Formatting } from './formatting.ts';
import { panelMessage } from '../words/panel-messages.ts';

interface ColorToolProps {
  readonly formatting: Formatting | undefined;
  readonly formats: Formats;
}

const PROPS = ['color', 'background'] as const;
const NAMES = ['default', ...COLORS] as const;
/** Swatches in a line of them. */
const LINE = 5;
const KEYS = 'Mod+Shift+H';

/** The colours of the selected text, and of what is behind it. */
export function ColorTool({ formatting, formats }: ColorToolProps) {
  const name = panelMessage('format.color');
  return (
    <Popover
      label={name}
      role="menu"
      focus="along"
      placement="end"
      onLeave={() => formatting?.focus()}
      button={{
        className: 'tool tool-color weft-palette',
        'data-tool': '',
        'data-color': formats.color ?? 'default',
        'data-background': formats.background ?? 'default',
        disabled: formatting === undefined,
        'aria-label': name,
        'aria-keyshortcuts': ariaKeys(KEYS),
        title: panelMessage('format.color-hint', { keys: shownKeys(KEYS) }),
        children: <Icon name="color" />,
      }}
    >
      {(close) => (
        <div
          className="colors weft-palette"
          role="presentation"
          onKeyDown={(event) => walk(event, close)}
        >
          {PROPS.map((prop) => (
            <div key={prop} role="group" aria-label={panelMessage(`slash.${prop}`)}>
              <div className="choice-heading" aria-hidden="true">
                {panelMessage(`slash.${prop}`)}
              </div>
              <div className="color-lines">
                {NAMES.map((color) => (
                  <Swatch
                    key={color}
                    coloring={{ prop, color }}
                    isOn={(formats[prop] ?? 'default') === color}
                    isFirst={prop === 'color' && color === 'default'}
                    onPick={(coloring) => {
                      close();
                      formatting?.recolor?.(coloring);
                      formatting?.focus();
                    }}
                  />
                ))}
              </div>
            </div>
          ))}
        </div>
      )}
    </Popover>
  );
}

interface SwatchProps {
  readonly coloring: Coloring & { readonly color: (typeof NAMES)[number] };
  readonly isOn: boolean;
  readonly isFirst: boolean;
  readonly onPick: (coloring: Coloring) => void;
}

function Swatch({ coloring, isOn, isFirst, onPick }: SwatchProps) {
  const { prop, color } = coloring;
  const name = panelMessage(prop === 'color' ? 'color.text' : 'color.background', {
    color: panelMessage(`color.${color}`),
  });
  return (
    <button
      type="button"
      className="color-swatch"
      role="menuitemradio"
      aria-checked={isOn}
      aria-label={name}
      title={name}
      tabIndex={-1}
      data-prop={prop}
      data-swatch={color}
      {...(isFirst ? { 'data-autofocus': '' } : {})}
      onClick={() => onPick(coloring)}
    >
      <span aria-hidden="true">{panelMessage('color.sample')}</span>
    </button>
  );
}

function walk(event: KeyboardEvent, close: () => void): void {
  const all = [...event.currentTarget.querySelectorAll('button')];
  const from = all.indexOf(event.target as HTMLButtonElement);
  const isRtl = getComputedStyle(event.currentTarget).direction === 'rtl';
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: isRtl ? -1 : 1,
    ArrowLeft: isRtl ? 1 : -1,
    ArrowDown: LINE,
    ArrowUp: -LINE,
  };
  const step = steps[event.key];
  if (step !== undefined) all.at((from + step) % all.length)?.focus();
  else if (event.key === 'Home') all[0]?.focus();
  else if (event.key === 'End') all.at(-1)?.focus();
  else if (event.key === 'Tab') close();
  else return;
  event.preventDefault();
}
