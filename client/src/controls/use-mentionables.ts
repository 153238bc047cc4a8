import { useEffect, useState } from 'react';
import type { MentionSources } from './mention-choices.ts';

/** Draws anew when there is something else to mention: the list of pages may still be on its way. */
export function useMentionables(sources: MentionSources, isWanted: boolean): void {
  const [, draw] = useState({});
  useEffect(() => (isWanted ? sources.subscribe(() => draw({})) : undefined), [sources, isWanted]);
}
