import { bindBlocks, createBlockEditor } from '@weft/client/editor';
import { $lineLength, $select } from '@weft/client/editor/binding/points';
import { StubProvider } from '@weft/client/editor/testing/page-link';
import { PAGE } from '@weft/shared/model/block-id';
import { applyUpdate } from 'yjs';
import type { Mount } from './mount.ts';

export const mountWeft: Mount = (root, bytes) => {
  const provider = new StubProvider(bytes);
  const editor = createBlockEditor({
    onError(error) {
      throw error;
    },
  });
  editor.setRootElement(root);
  provider.catchUp();
  const { binding } = bindBlocks({
    editor,
    provider,
    caretsContainer: null,
    user: { name: 'Ada', color: 'teal' },
  });
  if (binding === undefined) throw new Error('The page is not shown.');
  return {
    place(block) {
      const id = binding.page.children(PAGE)[block] ?? '';
      editor.update(
        () => {
          const line = binding.$lineOf(id);
          if (!line) return;
          const end = $lineLength(line);
          $select(line, end, line, end);
        },
        { discrete: true },
      );
      editor.focus();
    },
    receive: (update) => applyUpdate(provider.doc, update, 'remote'),
  };
};
