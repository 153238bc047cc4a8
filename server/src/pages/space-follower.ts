import { encodeEvent } from '@weft/shared/codec/sse';
import { formatCursor, type Cursor } from '@weft/shared/protocol/cursor';
import type { Down } from '@weft/shared/protocol/down';
import type { SpaceId } from '@weft/shared/protocol/ids';
import { spaceTopic } from '@weft/shared/protocol/topic';
import type { Hub } from '../hub/hub.ts';
import type { Outlet } from '../hub/outlet.ts';
import { NO_METRICS, type Metrics } from '../metrics/metrics.ts';
import type { Pages } from './pages.ts';
import { readSpaceBacklog } from './space-backlog.ts';
import { changesEvent, type SpaceMessage } from './space-message.ts';

export interface SpaceFollowPorts {
  readonly pages: Pages;
  readonly spaceHub: Hub<SpaceMessage>;
  readonly metrics?: Metrics;
}

/** What one stream wants of one space. */
export interface WantedSpace {
  readonly space: SpaceId;
  /** Absent: the reader has nothing yet, and is told to read the pages. */
  readonly cursor: Cursor | undefined;
}

/** Serves the changes of one space to one reader until the reader leaves. Never rejects. */
export async function followSpace(
  ports: SpaceFollowPorts,
  outlet: Outlet,
  wanted: WantedSpace,
): Promise<void> {
  const doc = spaceTopic(wanted.space);
  await serve(ports, outlet, wanted).catch(() =>
    outlet.write(encoded({ name: 'gone', doc, code: 'unavailable' })),
  );
}

async function serve(
  { pages, spaceHub, metrics = NO_METRICS }: SpaceFollowPorts,
  outlet: Outlet,
  { space, cursor }: WantedSpace,
): Promise<void> {
  const doc = spaceTopic(space);
  const resync = (reason: 'behind' | 'cursor-unknown'): void => {
    metrics.resync(reason);
    outlet.write(encoded({ name: 'resync', doc, reason }));
  };
  if (!(await pages.head(space)))
    return outlet.write(encoded({ name: 'gone', doc, code: 'space-unknown' }));
  if (!cursor) return resync('behind');
  if (!(await pages.knows(space, cursor))) return resync('cursor-unknown');
  let position = cursor.offset;
  let isLive = false;
  /** Whether something was published while the reader was not live. */
  let isNews = false;
  let isOver = false;

  async function pump(): Promise<void> {
    isLive = false;
    while (!isOver) {
      await outlet.drained();
      if (isOver) return;
      isNews = false;
      const backlog = await readSpaceBacklog(pages, space, position);
      if (isOver) return;
      if (!backlog || backlog.kind === 'behind') {
        isOver = true;
        return resync('behind');
      }
      if (backlog.kind === 'rows') {
        outlet.write(encoded(changesEvent(space, backlog.cursor, backlog.rows)));
        position = backlog.cursor.offset;
      } else if (!isNews) {
        isLive = true;
        return outlet.write(encoded({ name: 'live', doc, cursor: formatCursor(backlog.head) }));
      }
    }
  }

  function receive(message: SpaceMessage): void {
    if (isOver || message.cursor.offset <= position) return;
    if (!isLive) isNews = true;
    else if (message.from !== position + 1 || !outlet.ready) void pump().catch(fail);
    else {
      position = message.cursor.offset;
      outlet.write(message.encoded);
    }
  }

  function fail(): void {
    isOver = true;
    outlet.write(encoded({ name: 'gone', doc, code: 'unavailable' }));
  }

  const stopListening = spaceHub.listen(doc, receive);
  outlet.onClose(() => {
    isOver = true;
    stopListening();
  });
  await pump();
}

function encoded(event: Down): Buffer {
  return Buffer.from(encodeEvent(event));
}
