import { useId, useState } from 'react';
import type { FormEvent } from 'react';
import type { Formatting } from './formatting.ts';
import { Icon } from '../widgets/icons.tsx';
import { ariaKeys, shownKeys } from '../widgets/keys.ts';
import { parseAddress } from '../controls/link-address.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { Popover } from '../widgets/popover.tsx';

interface LinkToolProps {
  readonly formatting: Formatting | undefined;
  /** Address of the link the caret is in. */
  readonly address: string | undefined;
}

const KEYS = 'Mod+K';

/** Links the selected text, changes the link under the caret, or takes it away. */
export function LinkTool({ formatting, address }: LinkToolProps) {
  const name = panelMessage('format.link');
  return (
    <Popover
      label={panelMessage('link.heading')}
      placement="end"
      onLeave={() => formatting?.focus()}
      button={{
        className: 'tool',
        'data-tool': '',
        'data-link': '',
        disabled: formatting === undefined,
        'aria-label': name,
        'aria-pressed': address !== undefined,
        'aria-keyshortcuts': ariaKeys(KEYS),
        title: panelMessage('format.hint', { name, keys: shownKeys(KEYS) }),
        children: <Icon name="link" />,
      }}
    >
      {(close) => (
        <LinkForm
          address={address}
          onLink={(next) => {
            // The page has the focus again then, and takes it with what is selected.
            close();
            formatting?.link(next);
            formatting?.focus();
          }}
        />
      )}
    </Popover>
  );
}

interface LinkFormProps {
  readonly address: string | undefined;
  readonly onLink: (address: string | undefined) => void;
}

function LinkForm({ address, onLink }: LinkFormProps) {
  const [wrong, setWrong] = useState(false);
  const id = useId();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('address');
    const parsed = typeof typed === 'string' ? parseAddress(typed) : undefined;
    if (parsed === undefined) setWrong(true);
    else onLink(parsed);
  };
  return (
    <form className="link-form" noValidate onSubmit={submit}>
      <label htmlFor={id}>{panelMessage('link.address')}</label>
      <input
        id={id}
        className="field"
        name="address"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        dir="ltr"
        data-autofocus=""
        defaultValue={address ?? ''}
        placeholder={panelMessage('link.placeholder')}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        onInput={() => setWrong(false)}
      />
      {wrong ? (
        <p id={`${id}-wrong`} className="wrong" role="alert">
          {panelMessage('link.invalid')}
        </p>
      ) : null}
      <div className="buttons">
        {address === undefined ? null : (
          <button type="button" className="button" onClick={() => onLink(undefined)}>
            {panelMessage('link.remove')}
          </button>
        )}
        <button type="submit" className="button button-main">
          {panelMessage('link.apply')}
        </button>
      </div>
    </form>
  );
}
