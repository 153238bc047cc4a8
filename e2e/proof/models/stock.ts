import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import type { ModelName, ProofModel, ProofPeer } from './model.ts';
import { type BindStock, bindStockV1, bindStockV2 } from './stock-binding.ts';
import { $stockBlocks } from './stock-blocks.ts';
import { createStockEditor, settle, visibleContent } from './stock-editor.ts';
import { $applyOperation, $createPage } from './stock-operations.ts';

/** The client id under which a page's first bytes are made. */
const AUTHOR = 1;

/** Lexical on the first binding of @lexical/yjs. */
export const stockV1 = stockModel('stock-v1', bindStockV1);
/** Lexical on the second, experimental one. */
export const stockV2 = stockModel('stock-v2', bindStockV2);

function stockModel(name: ModelName, bind: BindStock): ProofModel {
  return {
    name,
    page(blocks) {
      const doc = new Doc();
      doc.clientID = AUTHOR;
      const editor = createStockEditor(rethrow);
      const binding = bind(editor, doc);
      editor.update(() => $createPage(blocks), { discrete: true });
      const bytes = encodeStateAsUpdate(doc);
      binding.stop();
      return bytes;
    },
    open: (client, bytes) => openStock(bind, client, bytes),
    showInEditor: (client, bytes) => openStock(bind, client, bytes).close(),
  };
}

function openStock(bind: BindStock, client: number, bytes: Uint8Array): ProofPeer {
  const doc = new Doc();
  doc.clientID = client;
  let faults = 0;
  const editor = createStockEditor(() => (faults += 1));
  const { undoManager, stop } = bind(editor, doc);
  const receive = (update: Uint8Array): void => {
    // Without an origin of its own, undo would take a teammate's edits for one's own.
    applyUpdate(doc, update, 'remote');
    settle(editor);
  };
  receive(bytes);
  return {
    doc,
    blocks: () => editor.read($stockBlocks),
    apply(operation) {
      undoManager.stopCapturing();
      let asked = '';
      if (operation.kind === 'undo') undoManager.undo();
      else {
        editor.update(
          () => {
            asked = $applyOperation(editor, operation);
          },
          { discrete: true },
        );
      }
      settle(editor);
      return asked;
    },
    receive,
    content: () => visibleContent(editor),
    get faults() {
      return faults;
    },
    close() {
      stop();
      doc.destroy();
    },
  };
}

function rethrow(error: Error): never {
  throw error;
}
