import { useEffect, useState, useSyncExternalStore } from 'react';
import { message } from '../words/messages.ts';
import { Icon } from './icons.tsx';
import type { NoticeList } from './notice-list.ts';

/** As long as it takes to read a few words twice, in milliseconds; longer where there is something to do about them. */
const SHOWN = 3_000;
const SHOWN_WITH_ACTION = 10_000;

/** The last notice, for a moment at the foot of the window; as long as somebody is at it, it stays. */
export function NoticeArea({ notices }: { readonly notices: NoticeList }) {
  const notice = useSyncExternalStore(notices.subscribe, notices.get);
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (!notice || isHeld) return undefined;
    const isLong = notice.action !== undefined || notice.isFailure;
    const timer = setTimeout(notices.dismiss, isLong ? SHOWN_WITH_ACTION : SHOWN);
    return () => clearTimeout(timer);
  }, [notice, notices, isHeld]);
  const hold = (): void => setHeld(true);
  const letGo = (): void => setHeld(false);
  return (
    // Nothing is done by pointing at it, but that it waits.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      className="tellings"
      role="status"
      onPointerEnter={hold}
      onPointerLeave={letGo}
      onFocus={hold}
      onBlur={letGo}
    >
      {notice ? (
        <p key={notice.id} className="telling" data-failure={notice.isFailure}>
          <span>{notice.words}</span>
          {notice.action ? (
            <button
              type="button"
              className="telling-action"
              onClick={() => {
                notices.dismiss();
                setHeld(false);
                notice.action?.act();
              }}
            >
              {notice.action.label}
            </button>
          ) : null}
          {notice.action || notice.isFailure ? (
            <button
              type="button"
              className="telling-close"
              aria-label={message('notice.close')}
              onClick={() => {
                setHeld(false);
                notices.dismiss();
              }}
            >
              <Icon name="close" />
            </button>
          ) : null}
        </p>
      ) : null}
    </div>
  );
}
