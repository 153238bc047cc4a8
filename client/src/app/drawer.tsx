import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Icon } from '../widgets/icons.tsx';
import { message } from '../words/messages.ts';

interface DrawerProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * The list of pages on a narrow window: a modal dialog at the side. The browser keeps the focus inside,
 * closes it on Escape, and gives the focus back.
 */
export function Drawer({ open, onClose, children }: DrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (open && element && !element.open) element.showModal();
    if (!open && element?.open) element.close();
  }, [open]);
  useEffect(() => {
    const element = dialog.current;
    const press = (event: MouseEvent): void => {
      // The drawer's own surface is its content's: what is left of it is the veil beside it.
      if (event.target === element) element?.close();
    };
    element?.addEventListener('click', press);
    return () => element?.removeEventListener('click', press);
  }, []);
  return (
    <dialog ref={dialog} className="drawer" aria-label={message('pages.heading')} onClose={onClose}>
      {open ? (
        <div className="drawer-body">
          <button
            type="button"
            className="icon-button drawer-close"
            aria-label={message('pages.close')}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
          {children}
        </div>
      ) : null}
    </dialog>
  );
}
