import { useId } from 'react';
import { LANGUAGE_KEY, LANGUAGES } from '../words/language.ts';
import { LANGUAGE } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';

/** Each language by the name that it gives itself. */
const names = LANGUAGES.map((tag) => ({
  tag,
  name: new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag,
}));

/** The language of the app. All of it has been said already, so choosing another one loads it anew. */
export function LanguageChoice() {
  const id = useId();
  return (
    <div className="setting">
      <label htmlFor={id}>{panelMessage('settings.language')}</label>
      <select
        id={id}
        className="field"
        value={LANGUAGE}
        onChange={({ currentTarget }) => {
          localStorage.setItem(LANGUAGE_KEY, currentTarget.value);
          location.reload();
        }}
      >
        {names.map(({ tag, name }) => (
          <option key={tag} value={tag} lang={tag}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
