import type * as Y from 'yjs';
import type { LinkPhase } from './link.ts';
import type { Rung } from './ports.ts';
import type { SaveState } from './save-state.ts';

/** What a provider tells, and what each listener is given. */
export interface ProviderEvents {
  /** The document has everything the server had; the argument is always true. */
  sync: (synced: boolean) => void;
  status: (status: { status: 'connected' | 'connecting' | 'disconnected' }) => void;
  /** A local update was taken over. */
  update: (update: unknown) => void;
  /** Never emitted: a document is healed in place. Part of Lexical's contract. */
  reload: (doc: Y.Doc) => void;
  save: (state: SaveState) => void;
  link: (phase: LinkPhase) => void;
  rung: (rung: Rung) => void;
}
