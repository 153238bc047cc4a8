import { useEffect, useState } from 'react';
import type { Provider, SaveState } from '../sync.ts';

/** What a page shows of its provider. */
export interface ProviderState {
  /** Whether the document has been seen whole. */
  readonly synced: boolean;
  readonly save: SaveState;
  readonly link: Provider['link'];
  readonly rung: Provider['rung'];
}

const BEFORE: ProviderState = {
  synced: false,
  save: { kind: 'saved' },
  link: 'opening',
  rung: 'stream',
};

/** Follows `provider`, which may not be there yet. */
export function useProviderState(provider: Provider | undefined): ProviderState {
  const [state, setState] = useState(BEFORE);
  useEffect(() => {
    setState(BEFORE);
    if (!provider) return undefined;
    let synced = false;
    const follow = (): void => {
      // Once whole, a document stays readable whatever becomes of the connection.
      synced ||= provider.synced;
      const { save, link, rung } = provider;
      setState({ synced, save, link, rung });
    };
    follow();
    provider.on('sync', follow);
    provider.on('save', follow);
    provider.on('link', follow);
    provider.on('rung', follow);
    return () => {
      provider.off('sync', follow);
      provider.off('save', follow);
      provider.off('link', follow);
      provider.off('rung', follow);
    };
  }, [provider]);
  return state;
}
