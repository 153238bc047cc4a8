import { useEffect } from 'react';
import { Icon } from './icons.tsx';
import { message } from './messages.ts';
import type { ProviderState } from './provider-state.ts';
import { blockedSentence, saveWords, wouldLose } from './save-words.ts';

interface SaveStateProps {
  readonly state: ProviderState;
  readonly onRetry: () => void;
}

/**
 * What has become of what was typed, in words, always in the same place. A screen reader hears each change
 * once, when it has time. The long sentence floats: it never moves the text that somebody is writing.
 */
export function SaveState({ state: { save, link, synced }, onRetry }: SaveStateProps) {
  const sentence = blockedSentence(save);
  const linking = link !== 'live' && link !== 'off' && link !== 'blocked';
  const risky = wouldLose(save);

  useEffect(() => {
    if (!risky) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [risky]);

  return (
    <>
      <div className="save-state" role="status" aria-label={message('save.state')}>
        {synced || save.kind === 'blocked' ? (
          <span className="save-state-word" data-kind={save.kind}>
            {saveWords(save)}
          </span>
        ) : null}
        {linking && save.kind !== 'blocked' ? (
          <span className="save-state-link">
            {message(synced ? 'link.reconnecting' : 'link.connecting')}
          </span>
        ) : null}
      </div>
      {sentence ? (
        <div className="notice" role="alert">
          <Icon name="warning" />
          <p>{sentence}</p>
          <button type="button" className="button" onClick={onRetry}>
            {message('pages.again')}
          </button>
        </div>
      ) : null}
    </>
  );
}
