import {
  type BindingV2,
  type Provider,
  syncYjsChangesToLexicalV2__EXPERIMENTAL,
  syncYjsStateToLexicalV2__EXPERIMENTAL,
} from '@lexical/yjs';
import { type Transaction, UndoManager, type XmlElement, type XmlText, type YEvent } from 'yjs';

/** The document on its way into the editor. */
export interface Rendering {
  /**
   * - `behind`: the editor does not show the document; nothing in it may be written.
   * - `shown`: editor and document are the same.
   * - `unreadable`: for good behind, because drawing fails.
   */
  readonly state: 'behind' | 'shown' | 'unreadable';
  /** Draws the whole document. */
  all(): void;
  /** Draws what a transaction changed. */
  changes(events: YEvent<XmlElement | XmlText>[], transaction: Transaction): void;
  dispose(): void;
}

/**
 * Lexical rolls an update back when it throws, and the stock binding would take the rolled back remote edit
 * for a local one at the next key press: a teammate's text gone. So after any error in the editor the
 * document is drawn again as a whole, and where that fails too, `onUnreadable` is told and nothing is
 * written any more.
 */
export function createRendering(
  binding: BindingV2,
  presence: Provider,
  onUnreadable: (error: Error) => void,
): Rendering {
  const { editor } = binding;
  let state: Rendering['state'] = 'behind';
  let drawing = false;
  let failure: Error | undefined;
  let disposed = false;

  const report = editor._onError;
  const watch = (error: Error): void => {
    try {
      report.call(editor, error);
    } finally {
      if (drawing) failure = error;
      else if (state === 'shown') {
        state = 'behind';
        queueMicrotask(all);
      }
    }
  };
  // An editor has one error handler and no event for it.
  editor._onError = watch;

  function all(): void {
    if (disposed || state === 'unreadable') return;
    drawing = true;
    try {
      syncYjsStateToLexicalV2__EXPERIMENTAL(binding, presence);
    } finally {
      drawing = false;
      state = failure ? 'unreadable' : 'shown';
      if (failure) {
        editor.setEditable(false);
        onUnreadable(failure);
      }
    }
  }

  return {
    get state() {
      return state;
    },
    all,
    changes(events, transaction) {
      if (state !== 'shown') return;
      const undoing = transaction.origin instanceof UndoManager;
      syncYjsChangesToLexicalV2__EXPERIMENTAL(binding, presence, events, transaction, undoing);
    },
    dispose() {
      disposed = true;
      if (editor._onError === watch) editor._onError = report;
    },
  };
}
