import { $getRoot, mergeRegister } from 'lexical';
import '../editor/editor.css';
import { BLOCK_VIEWS } from '../controls/block-views.ts';
import { PageControls } from '../controls/page-controls.tsx';
import { bindBlocks, createBlockEditor } from '../editor.ts';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $isBlockNode } from '../editor/nodes/block-node.ts';
import { createBlockFormatting } from './block-formatting.ts';
import type { EditorMount, EditorMountOptions } from './editor-mount.ts';
import { message } from '../words/messages.ts';
import { idListSetting } from './id-list.ts';
import { SelectionToolbar } from './selection-toolbar.tsx';

const recentCommands = idListSetting('weft.recent-commands');

/** The editor of pages. */
export function mountBlockEditor(options: EditorMountOptions): EditorMount {
  const { id, root, carets, provider, identity, onEmpty, onControls, onOutdated, onUnreadable } =
    options;
  const editor = createBlockEditor({
    onError: reportError,
    views: BLOCK_VIEWS,
    messages: {
      newer: message('block.newer'),
      edited: message('block.edited'),
      rows: message('block.rows'),
      empty: message('block.empty'),
      page: message('block.page'),
      contents: message('block.contents'),
      image: message('block.image'),
      video: message('block.video'),
      audio: message('block.audio'),
      file: message('block.file'),
      bookmark: message('block.bookmark'),
      embed: message('block.embed'),
    },
  });
  editor.setRootElement(root);
  let binding: BlockBinding | undefined;
  const formatting = createBlockFormatting(editor, () => binding);
  const bound = bindBlocks({
    editor,
    provider,
    caretsContainer: carets,
    openToggles: idListSetting(`weft.open-toggles.${id}`),
    // Read anew each time: a name can change while the page is open.
    user: {
      get name() {
        return identity.get().name;
      },
      get color() {
        return identity.get().color;
      },
    },
    onBound(made, selection) {
      binding = made;
      onControls(
        <>
          <PageControls binding={made} selection={selection} recent={recentCommands} />
          <SelectionToolbar formatting={formatting} root={root} />
        </>,
      );
    },
    onOutdated,
    onUnreadable,
  });
  const show = (): void => {
    onEmpty(editor.read($isEmpty));
    // Changes that no command knew of: journeys assert that there are none.
    root.dataset['strayChanges'] = String(bound.binding?.strayChanges ?? 0);
  };
  show();
  return {
    formatting,
    freeze: bound.freeze,
    thaw: bound.thaw,
    dispose: mergeRegister(
      () => editor.dispose(),
      () => bound.dispose(),
      () => formatting.dispose(),
      editor.registerUpdateListener(show),
    ),
  };
}

/** Whether the page is one empty line of plain text. */
function $isEmpty(): boolean {
  const root = $getRoot();
  const only = root.getFirstChild();
  return (
    root.getChildrenSize() === 1 &&
    $isBlockNode(only) &&
    only.facts.type === 'text' &&
    only.isEmpty()
  );
}
