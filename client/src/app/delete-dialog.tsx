import { useEffect, useId, useRef, useState } from 'react';
import type { DocumentInfo } from '@weft/shared/protocol/down';
import { failureReason } from './save-words.ts';
import { message } from '../words/messages.ts';

interface DeleteDialogProps {
  readonly document: DocumentInfo;
  /** Deletes it; a rejection is shown, and the dialog stays. */
  readonly onDelete: () => Promise<void>;
  /** The dialog has closed, by whatever way. */
  readonly onClose: () => void;
}

/** Asks before something is gone for everybody. The harmless answer comes first and has the focus. */
export function DeleteDialog({ document, onDelete, onClose }: DeleteDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);

  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      await onDelete();
      dialog.current?.close();
    } catch (error) {
      setFailure(message('delete.failed', { why: failureReason(error) }));
      setBusy(false);
    }
  };

  return (
    <dialog
      ref={dialog}
      className="dialog"
      role="alertdialog"
      aria-labelledby={`${id}-heading`}
      aria-describedby={`${id}-text`}
      onClose={onClose}
    >
      <div className="dialog-body">
        <h2 id={`${id}-heading`}>
          {message('delete.heading', { title: document.title || message('pages.untitled') })}
        </h2>
        <p id={`${id}-text`}>{message('delete.explanation')}</p>
        {failure === undefined ? null : (
          <p className="wrong" role="alert">
            {failure}
          </p>
        )}
        <div className="buttons">
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {message('delete.cancel')}
          </button>
          <button
            type="button"
            className="button button-danger"
            disabled={busy}
            onClick={() => void remove()}
          >
            {message(busy ? 'delete.busy' : 'delete.confirm')}
          </button>
        </div>
      </div>
    </dialog>
  );
}
