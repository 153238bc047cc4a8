import {
  type BindingV2,
  type Provider,
  syncYjsChangesToLexicalV2__EXPERIMENTAL,
  syncYjsStateToLexicalV2__EXPERIMENTAL,
} from '@lexical/yjs';
import { COLLABORATION_TAG, HISTORIC_TAG } from 'lexical';
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
  /** Says that editor and document may differ: the document is drawn anew before anything is written. */
  distrust(): void;
  dispose(): void;
}

/** Whether an update of the editor drew what the document holds, by its tags. */
export function isRendered(tags: ReadonlySet<string>): boolean {
  return tags.has(COLLABORATION_TAG) || tags.has(HISTORIC_TAG);
}

/**
 * Lexical rolls an update back when it throws. If that was a teammate's edit on its way into the editor, the
 * stock binding would take its absence for a local deletion at the next key press. So the document is then
 * drawn again as a whole, and where that fails too, `onUnreadable` is told and nothing is written any more.
 */
export function createRendering(
  binding: BindingV2,
  presence: Provider,
  onUnreadable: (error: Error) => void,
): Rendering {
  const { editor } = binding;
  let state: Rendering['state'] = 'behind';
  let drawing = false;
  /** Changes were given to the editor, which may put them off until the update it is in has ended. */
  let expected = false;
  let failure: Error | undefined;
  let disposed = false;

  const report = editor._onError;
  const watch = (error: Error): void => {
    try {
      report.call(editor, error);
    } finally {
      if (drawing) failure = error;
      else if (expected) distrust();
    }
  };
  // An editor has one error handler and no event for it.
  editor._onError = watch;
  const stopListening = editor.registerUpdateListener(({ tags }) => {
    if (isRendered(tags)) expected = false;
  });

  function distrust(): void {
    if (state !== 'shown') return;
    state = 'behind';
    queueMicrotask(all);
  }

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
      expected = true;
      const undoing = transaction.origin instanceof UndoManager;
      syncYjsChangesToLexicalV2__EXPERIMENTAL(binding, presence, events, transaction, undoing);
    },
    distrust,
    dispose() {
      disposed = true;
      stopListening();
      if (editor._onError === watch) editor._onError = report;
    },
  };
}
