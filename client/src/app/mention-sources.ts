import type { DocId } from '@weft/shared/protocol/ids';
import type { Mentionable, MentionSources } from '../controls/mention-choices.ts';
import type { Provider } from '../sync.ts';
import type { Workspace } from '../pages/workspace.ts';
import { message } from '../words/messages.ts';
import { makePage } from './new-page.ts';
import { readPeople } from './person.ts';
import { parsePath } from '../navigation/route.ts';
import { failureReason } from '../words/failure-words.ts';

interface MentionSourcesOptions {
  /** The page that mentions. */
  readonly id: DocId;
  readonly workspace: Workspace;
  readonly awareness: Provider['awareness'];
  /** Told in words why a page that was to be mentioned could not be made. */
  readonly onFailure: (words: string) => void;
}

/** The other pages, and the people who are on this one. */
export function mentionSources({
  id,
  workspace,
  awareness,
  onFailure,
}: MentionSourcesOptions): MentionSources {
  const pages = (): Mentionable[] => {
    const { forest } = workspace.pages.get();
    return [...(forest?.all() ?? [])]
      .filter((one) => forest?.isShown(one.id))
      .map((one) => ({ id: one.id, name: workspace.pages.titleOf(one), icon: one.icon }));
  };
  return {
    subscribe(changed) {
      awareness.on('change', changed);
      const stop = workspace.pages.subscribe(changed);
      return () => {
        stop();
        awareness.off('change', changed);
      };
    },
    pages: () => pages().filter((page) => page.id !== id),
    create: (title) =>
      makePage(workspace, { title, parent: id }, (error) =>
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
