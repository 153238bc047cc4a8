import type { DocId } from '@weft/shared/protocol/ids';
import type { Mentionable, MentionSources } from '../controls/mention-choices.ts';
import type { Provider } from '../sync.ts';
import type { Documents } from './documents.ts';
import { message } from '../words/messages.ts';
import { makePage } from './new-page.ts';
import { readPeople } from './person.ts';
import { parsePath } from './route.ts';
import { failureReason } from './save-words.ts';

interface MentionSourcesOptions {
  /** The page that mentions. */
  readonly id: DocId;
  readonly documents: Documents;
  readonly awareness: Provider['awareness'];
  /** Told in words why a page that was to be mentioned could not be made. */
  readonly onFailure: (words: string) => void;
}

/** The other pages, and the people who are on this one. */
export function mentionSources({
  id,
  documents,
  awareness,
  onFailure,
}: MentionSourcesOptions): MentionSources {
  const pages = (): Mentionable[] =>
    (documents.get().documents ?? []).map((one) => ({ id: one.id, name: one.title }));
  return {
    subscribe(changed) {
      // Pages that others have made meanwhile.
      void documents.refresh();
      awareness.on('change', changed);
      const stop = documents.subscribe(changed);
      return () => {
        stop();
        awareness.off('change', changed);
      };
    },
    pages: () => pages().filter((page) => page.id !== id),
    create: (title) =>
      makePage(documents, title, (error) =>
        onFailure(message('pages.create-failed', { why: failureReason(error) })),
      ),
    pageAt(address) {
      const url = URL.canParse(address) ? new URL(address) : undefined;
      const route = url?.origin === location.origin ? parsePath(url.pathname) : undefined;
      if (route?.kind !== 'document') return undefined;
      return pages().find((page) => page.id === route.id);
    },
    people: () =>
      readPeople(awareness.getStates(), awareness.clientID).map(({ name }) => ({ id: name, name })),
  };
}
