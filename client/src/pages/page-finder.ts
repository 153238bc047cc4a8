import type { LinkList, SearchAnswer } from '@weft/shared/protocol/down';
import type { DocId, SpaceId } from '@weft/shared/protocol/ids';
import type { SearchWanted } from '@weft/shared/protocol/routes';
import type { Failure } from '../sync/ports.ts';

/** Port: words and links of pages. No method rejects; what went wrong is part of the answer. */
export interface PageFinder {
  find(
    space: SpaceId,
    wanted: SearchWanted,
    signal: AbortSignal,
  ): Promise<
    | {
        readonly ok: true;
        readonly results: SearchAnswer['results'];
        /** The server could not be asked. */
        readonly isOnDevice?: boolean;
      }
    | Failure
  >;
  linksTo(
    page: DocId,
    signal: AbortSignal,
  ): Promise<{ readonly ok: true; readonly links: LinkList['links'] } | Failure>;
}
