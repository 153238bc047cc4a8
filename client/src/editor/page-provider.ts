import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';

/**
 * What the editor asks of a provider; Weft's own has it all, and so has any other Yjs provider that says when it has
 * caught up.
 */
export interface PageProvider {
  readonly doc: Doc;
  readonly awareness: Awareness;
  /** Whether the document has caught up with the server at least once. */
  readonly synced: boolean;
  on(event: 'sync', listener: (synced: boolean) => void): unknown;
  off(event: 'sync', listener: (synced: boolean) => void): unknown;
}
