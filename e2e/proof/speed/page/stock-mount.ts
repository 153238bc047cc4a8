import { $getRoot, $isElementNode, createEditor } from 'lexical';
import { applyUpdate, Doc } from 'yjs';
import { type BindStock, bindStockV1, bindStockV2 } from '../../models/stock-binding.ts';
import { createStockEditor, settle } from '../../models/stock-editor.ts';
import type { Mount } from './mount.ts';

export const mountStockV1: Mount = mountStock(bindStockV1);
export const mountStockV2: Mount = mountStock(bindStockV2);

function mountStock(bind: BindStock): Mount {
  return (root, bytes) => {
    const doc = new Doc();
    const editor = createStockEditor((error) => {
      throw error;
    }, createEditor);
    editor.setRootElement(root);
    bind(editor, doc);
    applyUpdate(doc, bytes, 'remote');
    settle(editor);
    return {
      place(block) {
        editor.update(
          () => {
            const node = $getRoot().getChildAtIndex(block);
            if ($isElementNode(node)) node.selectEnd();
          },
          { discrete: true },
        );
        editor.focus();
      },
      receive: (update) => applyUpdate(doc, update, 'remote'),
    };
  };
}
