import { useId } from 'react';
import { Avatar } from './avatar.tsx';
import { MAX_NAME_LENGTH, parseName } from '../editor/carets/person-look.ts';
import { COLOURS, type Identity } from './identity.ts';
import { message } from '../words/messages.ts';
import { Popover } from '../widgets/popover.tsx';
import type { Setting } from '../widgets/setting.ts';
import { useSetting } from '../widgets/use-setting.ts';

/** Oneself, and how to change the name and colour that the others see. Changes show at once. */
export function IdentityButton({ setting }: { readonly setting: Setting<Identity> }) {
  const identity = useSetting(setting);
  const label = message('you.button', { name: identity.name });
  return (
    <Popover
      label={message('you.heading')}
      button={{
        className: 'identity',
        'aria-label': label,
        title: label,
        children: (
          <>
            <Avatar {...identity} />
            <span className="identity-name">{identity.name}</span>
          </>
        ),
      }}
    >
      {(close) => <IdentityForm identity={identity} onChange={setting.set} onDone={close} />}
    </Popover>
  );
}

interface IdentityFormProps {
  readonly identity: Identity;
  readonly onChange: (identity: Identity) => void;
  readonly onDone: () => void;
}

function IdentityForm({ identity, onChange, onDone }: IdentityFormProps) {
  return (
    <form
      className="identity-form"
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      <h2 className="popover-heading">{message('you.heading')}</h2>
      <IdentityFields identity={identity} onChange={onChange} />
      <div className="buttons">
        <button type="submit" className="button button-main">
          {message('you.done')}
        </button>
      </div>
    </form>
  );
}

/** One's name and colour, to be changed. */
export function IdentityFields({ identity, onChange }: Omit<IdentityFormProps, 'onDone'>) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{message('you.name')}</label>
      <input
        id={id}
        className="field"
        data-autofocus=""
        autoComplete="nickname"
        maxLength={MAX_NAME_LENGTH}
        defaultValue={identity.name}
        onInput={(event) => {
          // An empty field is a name being typed anew: the old one stays until there is one.
          const name = parseName(event.currentTarget.value);
          if (name !== undefined) onChange({ ...identity, name });
        }}
      />
      <fieldset className="swatches">
        <legend>{message('you.colour')}</legend>
        {COLOURS.map(({ value, name }) => (
          <label key={value} className="swatch" title={message(name)} style={{ color: value }}>
            <input
              type="radio"
              name={`${id}-colour`}
              aria-label={message(name)}
              checked={value === identity.color}
              onChange={() => onChange({ ...identity, color: value })}
            />
          </label>
        ))}
      </fieldset>
    </>
  );
}
