import type { Clock } from '@weft/shared/clock';
import type { Cursor } from '@weft/shared/protocol/cursor';
import type { DocId } from '@weft/shared/protocol/ids';
import { spaceTopic } from '@weft/shared/protocol/topic';
import type { Hub } from '../hub/hub.ts';
import type { PageOutcome, PageRequest, Pages, SpaceChanges } from './pages.ts';
import { spaceMessage, type SpaceMessage } from './space-message.ts';

/** Whoever is there has seen nothing. */
const NOWHERE: Cursor = { epoch: '', offset: 0, tag: '' };

export interface SpacesPorts {
  readonly pages: Pages;
  readonly hub: Hub<SpaceMessage>;
  readonly clock: Clock;
  /** Called for each page that is gone for ever, once that is on disk. */
  readonly onGone: (page: DocId) => void;
}

/** The tree, and those who watch it: whatever changes it comes by here. */
export interface Spaces {
  readonly pages: Pages;
  /** Carries it out and tells everybody who follows. Rejects where the store does. */
  act(request: PageRequest): Promise<PageOutcome>;
  /** As `Pages` has it, and tells of it. */
  adopt(page: DocId): Promise<void>;
  /** Takes away the place of a document that is deleted; what lies in it goes to the top. */
  forget(page: DocId): Promise<void>;
  /** As `Pages` has it, and tells of it. */
  retitle(titles: readonly { readonly id: DocId; readonly title: string }[]): Promise<void>;
}

export function createSpaces({ pages, hub, clock, onGone }: SpacesPorts): Spaces {
  function publish(changes: SpaceChanges): void {
    if (changes.rows.length > 0) hub.publish(spaceTopic(changes.space), spaceMessage(changes));
  }

  async function act(request: PageRequest): Promise<PageOutcome> {
    const outcome = await pages.act(request, clock.now());
    // At once, in the order in which the store answers: followers count.
    if (outcome.ok) publish(outcome);
    return outcome;
  }

  return {
    pages,
    async act(request) {
      const outcome = await act(request);
      if (!outcome.ok) return outcome;
      for (const { change } of outcome.rows) if ('gone' in change) onGone(change.id as DocId);
      return outcome;
    },
    async adopt(page) {
      for (const changes of await pages.adopt(page)) publish(changes);
    },
    async forget(page) {
      if (!(await pages.get(page))) return;
      await act({ command: { kind: 'patch', page, trashed: true } });
      await act({ command: { kind: 'remove', page, seen: NOWHERE } });
    },
    async retitle(titles) {
      for (const changes of await pages.retitle(titles)) publish(changes);
    },
  };
}
