import {
  createBindingV2__EXPERIMENTAL,
  createUndoManager,
  createYjsBinding,
  type Provider,
  syncLexicalUpdateToYjs,
  syncLexicalUpdateToYjsV2__EXPERIMENTAL,
  syncYjsChangesToLexical,
  syncYjsChangesToLexicalV2__EXPERIMENTAL,
  type UserState,
} from '@lexical/yjs';
import { type LexicalEditor, SKIP_COLLAB_TAG } from 'lexical';
import {
  type Doc,
  type Transaction,
  UndoManager,
  type XmlElement,
  type XmlText,
  type YEvent,
} from 'yjs';

/**
 * Joins an editor to an empty document, as the collaboration plugin of @lexical/react does: changes of either
 * side go to the other, except back to where they come from.
 */
export type BindStock = (editor: LexicalEditor, doc: Doc) => StockBinding;

export interface StockBinding {
  readonly undoManager: UndoManager;
  /** Parts the editor from the document. */
  stop(): void;
}

const ID = 'main';

/** The binding behind `CollaborationPlugin`. */
export const bindStockV1: BindStock = (editor, doc) => {
  const provider = soloProvider();
  const binding = createYjsBinding({ editor, id: ID, doc, docMap: new Map([[ID, doc]]) });
  const root = binding.root.getSharedType();
  const onRemote = (events: YEvent<XmlText>[], transaction: Transaction): void => {
    if (transaction.origin === binding) return;
    const undone = transaction.origin instanceof UndoManager;
    syncYjsChangesToLexical(binding, provider, events, undone, () => {});
  };
  root.observeDeep(onRemote as Parameters<typeof root.observeDeep>[0]);
  const stopListening = editor.registerUpdateListener((update) => {
    if (update.tags.has(SKIP_COLLAB_TAG)) return;
    const { prevEditorState, editorState, dirtyElements, dirtyLeaves, normalizedNodes } = update;
    syncLexicalUpdateToYjs(
      binding,
      provider,
      prevEditorState,
      editorState,
      dirtyElements,
      dirtyLeaves,
      normalizedNodes,
      update.tags,
    );
  });
  return finish(createUndoManager(binding, root), stopListening);
};

/** The binding behind `CollaborationPluginV2__EXPERIMENTAL`. */
export const bindStockV2: BindStock = (editor, doc) => {
  const provider = soloProvider();
  const binding = createBindingV2__EXPERIMENTAL(editor, ID, doc, new Map([[ID, doc]]));
  const onRemote = (events: YEvent<XmlElement | XmlText>[], transaction: Transaction): void => {
    if (transaction.origin === binding) return;
    const undone = transaction.origin instanceof UndoManager;
    syncYjsChangesToLexicalV2__EXPERIMENTAL(binding, provider, events, transaction, undone);
  };
  binding.root.observeDeep(onRemote as Parameters<typeof binding.root.observeDeep>[0]);
  const stopListening = editor.registerUpdateListener((update) => {
    if (update.tags.has(SKIP_COLLAB_TAG)) return;
    const { prevEditorState, editorState, dirtyElements, dirtyLeaves, normalizedNodes } = update;
    syncLexicalUpdateToYjsV2__EXPERIMENTAL(
      binding,
      provider,
      prevEditorState,
      editorState,
      dirtyElements,
      dirtyLeaves,
      normalizedNodes,
      update.tags,
    );
  });
  return finish(createUndoManager(binding, binding.root), stopListening);
};

function finish(undoManager: UndoManager, stopListening: () => void): StockBinding {
  return {
    undoManager,
    stop() {
      stopListening();
      undoManager.destroy();
    },
  };
}

/** A provider whose awareness knows its own person only: carets of others are not what is measured. */
function soloProvider(): Provider {
  let state: UserState | null = {
    anchorPos: null,
    focusPos: null,
    focusing: true,
    name: 'Ada',
    color: 'teal',
    awarenessData: {},
  };
  const nothing = (): void => {};
  return {
    awareness: {
      getLocalState: () => state,
      getStates: () => new Map(),
      setLocalState: (next) => {
        state = next;
      },
      setLocalStateField: (field, value) => {
        if (state) state = { ...state, [field]: value };
      },
      on: nothing,
      off: nothing,
    },
    connect: nothing,
    disconnect: nothing,
    on: nothing,
    off: nothing,
  };
}
