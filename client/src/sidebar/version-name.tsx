import { MAX_VERSION_NAME_LENGTH } from '@weft/shared/protocol/limits';
import { useState } from 'react';
import { panelMessage } from '../words/panel-messages.ts';

interface VersionNameProps {
  readonly name: string | undefined;
  /** `undefined` takes the name away. */
  readonly onName: (name: string | undefined) => Promise<void>;
}

/** What a version is called: a field, kept by Enter or by its button. */
export function VersionName({ name = '', onName }: VersionNameProps) {
  const [text, setText] = useState(name);
  const wanted = text.trim();
  return (
    <form
      className="version-naming"
      onSubmit={(event) => {
        event.preventDefault();
        if (wanted !== name) void onName(wanted === '' ? undefined : wanted);
      }}
    >
      <input
        className="field"
        value={text}
        maxLength={MAX_VERSION_NAME_LENGTH}
        placeholder={panelMessage('history.name')}
        aria-label={panelMessage('history.name')}
        dir="auto"
        onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <button type="submit" className="button" disabled={wanted === name}>
        {panelMessage('history.keep-name')}
      </button>
    </form>
  );
}
