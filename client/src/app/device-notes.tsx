import { useEffect } from 'react';
import { isNewerVersion, takeNewest } from '../offline/app-version.ts';
import type { Workspace } from '../pages/workspace.ts';
import { Icon } from '../widgets/icons.tsx';
import { useSetting } from '../widgets/use-setting.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { usePages } from '../sidebar/use-pages.ts';
import { waitingPages } from '../sidebar/waiting-pages.ts';

/** Without a network, what is written adds up this often, milliseconds. */
const LOOK_EVERY_MS = 3_000;

interface DeviceNotesProps {
  readonly workspace: Workspace;
}

/** What this device has to say: that something waits to be sent, and that there is a newer version. */
export function DeviceNotes({ workspace }: DeviceNotesProps) {
  const { pages, waiting } = workspace;
  const { isLive, waiting: commands, failure } = usePages(pages);
  const texts = useSetting(waiting);
  const isNewer = useSetting(isNewerVersion);
  const unmade = commands.length;
  // Pages that were made without a network are sent after the server has heard of them.
  useEffect(() => waiting.send(), [waiting, isLive, unmade]);
  useEffect(() => {
    if (isLive) return undefined;
    const timer = setInterval(waiting.look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [waiting, isLive]);
  useEffect(() => {
    addEventListener('online', waiting.send);
    addEventListener('offline', waiting.send);
    return () => {
      removeEventListener('online', waiting.send);
      removeEventListener('offline', waiting.send);
    };
  }, [waiting]);

  const isRefused = [...texts.values()].some((why) => why !== 'waiting');
  // What is on its way all the time while somebody types is nothing to be told of.
  const isStuck = isRefused || (!isLive && failure !== undefined);
  const count = isStuck ? waitingPages(texts, commands).length : 0;
  const isHere = count > 0;
  useEffect(() => {
    // Asked for when there is something to lose: some browsers ask the person.
    if (isHere) void navigator.storage?.persist?.().catch(() => undefined);
  }, [isHere]);
  return (
    <>
      {isHere ? (
        <button
          type="button"
          className="new-page"
          aria-haspopup="dialog"
          onClick={() => workspace.asks.set({ kind: 'outbox' })}
        >
          <Icon name="device" />
          {panelMessage('outbox.note', { count })}
        </button>
      ) : null}
      {isNewer ? (
        <p className="list-note" role="status">
          {panelMessage('version.newer')}{' '}
          <button type="button" className="text-button" onClick={() => void takeNewest()}>
            {panelMessage('version.take')}
          </button>
        </p>
      ) : null}
    </>
  );
}
