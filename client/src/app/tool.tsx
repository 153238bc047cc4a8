import type { ButtonHTMLAttributes } from 'react';
import { Icon, type IconName } from '../widgets/icons.tsx';
import { ariaKeys, shownKeys } from '../widgets/keys.ts';
import { panelMessage } from '../words/panel-messages.ts';

interface ToolProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly name: string;
  readonly icon: IconName;
  /** As `widgets/keys.ts` writes them. */
  readonly keys: string;
  readonly 'data-step'?: string;
}

/** A button of the format tools: which of them the Tab key stops at is the toolbar's to say. */
export function Tool({ name, icon, keys, ...button }: ToolProps) {
  return (
    <button
      {...button}
      type="button"
      className="tool"
      data-tool=""
      aria-label={name}
      aria-keyshortcuts={ariaKeys(keys)}
      title={panelMessage('format.hint', { name, keys: shownKeys(keys) })}
    >
      <Icon name={icon} />
    </button>
  );
}
