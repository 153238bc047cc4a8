import { useEffect, useState } from 'react';
import { Icon } from '../widgets/icons.tsx';
import { Link } from '../navigation/link.tsx';
import { message } from '../words/messages.ts';
import { loadAgain } from './load-again.ts';
import type { ProviderState } from './provider-state.ts';
import { blockedSentence, saveWords, wouldLose } from './save-words.ts';
import { wayOn, type BlockedWhy } from '../words/failure-words.ts';

interface SaveStateProps {
  readonly state: ProviderState;
  readonly onRetry: () => void;
}

/** A link that is back this soon was never worth a word. Milliseconds. */
const PATIENCE_MS = 900;

/**
 * What has become of what was typed, in words, always in the same place. The long sentence of what is wrong
 * floats: it never moves the text that somebody is writing.
 */
export function SaveState({ state: { save, link, synced, rung }, onRetry }: SaveStateProps) {
  const sentence = blockedSentence(save);
  const word = synced || sentence ? saveWords(save) : '';
  // A page that nobody saw had no need of a link; it is back before one has looked.
  const isStill = link === 'live' || link === 'off' || link === 'blocked' || link === 'resting';
  const away = useLasting(!isStill);
  const linkWord =
    away && !sentence ? message(synced ? 'link.reconnecting' : 'link.connecting') : '';
  // Said only where all else is well: it is how news comes, not whether.
  const isLimited = rung !== 'stream' && link === 'live' && !sentence;
  const limits = isLimited ? message('link.limited-why') : '';
  const risky = wouldLose(save);

  // Heard, "Saving…" and "Saved" after every word would be noise: only what is not so is told, and its end.
  const [told, setTold] = useState('');
  const news =
    sentence ??
    (save.kind === 'local' || linkWord ? `${word} ${linkWord}` : limits ? limits : undefined);
  useEffect(() => {
    if (news !== undefined) setTold(news);
    else if (save.kind === 'saved') setTold((before) => before && word);
  }, [news, save.kind, word]);

  useEffect(() => {
    if (!risky) return undefined;
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [risky]);

  return (
    <>
      <div className="save-state" role="group" aria-label={message('save.state')}>
        {word ? (
          <span className="save-state-word" data-kind={save.kind}>
            {word}
          </span>
        ) : null}
        {linkWord ? <span>{linkWord}</span> : null}
        {isLimited ? <span title={limits}>{message('link.limited')}</span> : null}
      </div>
      <p className="unseen" role="status" aria-live="polite">
        {told}
      </p>
      {save.kind === 'blocked' ? (
        <div className="notice">
          <Icon name="warning" />
          <p>{sentence}</p>
          <WayOn why={save.why} onRetry={onRetry} />
        </div>
      ) : null}
    </>
  );
}

function WayOn({ why, onRetry }: { readonly why: BlockedWhy; readonly onRetry: () => void }) {
  const way = wayOn(why);
  if (way === 'leave') {
    return (
      <Link href="/" className="button">
        {message('gone.latest')}
      </Link>
    );
  }
  return (
    <button type="button" className="button" onClick={way === 'reload' ? loadAgain : onRetry}>
      {message(way === 'reload' ? 'gone.reload' : 'pages.again')}
    </button>
  );
}

/** `condition`, once it has held for a while. */
function useLasting(condition: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!condition) return undefined;
    const timer = setTimeout(() => setLasting(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [condition]);
  return lasting;
}
