import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { EmptyPage } from './empty-page.tsx';
import { loadAgain } from './load-again.ts';
import { Link } from '../navigation/link.tsx';
import { message, type PlainKey } from '../words/messages.ts';
import { refusedSentence, type BlockedWhy } from '../words/failure-words.ts';

/** Why there is no page: the server's reason, or one of our own. */
export type GoneWhy = BlockedWhy | 'unloaded' | 'unreadable';

interface GonePageProps {
  readonly why: GoneWhy;
  readonly menu: ReactNode;
}

const WORDS: Partial<Record<GoneWhy, readonly [heading: PlainKey, text: PlainKey]>> = {
  'document-unknown': ['gone.unknown-heading', 'gone.unknown'],
  'document-deleted': ['gone.deleted-heading', 'gone.deleted'],
  unloaded: ['gone.unloaded-heading', 'gone.unloaded'],
  unreadable: ['gone.stopped-heading', 'gone.unreadable'],
};

/** In place of a page that cannot be shown. */
export function GonePage({ why, menu }: GonePageProps) {
  const [heading, text] = WORDS[why] ?? ['gone.stopped-heading', undefined];
  useEffect(() => {
    document.title = message('app.document-title', { title: message(heading) });
  }, [heading]);
  return (
    <EmptyPage
      menu={menu}
      heading={message(heading)}
      text={text ? message(text) : refusedSentence(why as BlockedWhy)}
    >
      <Link href="/" className="button button-main">
        {message('gone.latest')}
      </Link>
      {why === 'document-unknown' || why === 'document-deleted' ? null : (
        <button type="button" className="button" onClick={loadAgain}>
          {message('gone.reload')}
        </button>
      )}
    </EmptyPage>
  );
}
