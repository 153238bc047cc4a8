import { $getRoot, mergeRegister } from 'lexical';
import '../editor/editor.css';
import { BLOCK_VIEWS } from '../controls/block-views.ts';
import type { MentionSources } from '../controls/mention-choices.ts';
import { PageControls } from '../controls/page-controls.tsx';
import { bindBlocks, createBlockEditor } from '../editor.ts';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $isBlockNode } from '../editor/nodes/block-node.ts';
import { createBlockFormatting } from './block-formatting.ts';
import { mediaViews } from '../editor/views/media-views.ts';
import { createMediaFiles } from './media-files.ts';
import { mediaWords } from './media-words.ts';
import type { EditorMount, EditorMountOptions } from './editor-mount.ts';
import { message } from '../words/messages.ts';
import { idListSetting } from './id-list.ts';
import { registerMentionLinks } from './mention-links.ts';
import { readPeople } from './person.ts';
import { SelectionToolbar } from './selection-toolbar.tsx';

const recentCommands = idListSetting('weft.recent-commands');

/** The editor of pages. */
export function mountBlockEditor(options: EditorMountOptions): EditorMount {
  const {
    id,
    root,
    carets,
    documents,
    provider,
    identity,
    onEmpty,
    onControls,
    onOutdated,
    onUnreadable,
  } = options;
  const files = createMediaFiles({ doc: id, uploads: options.uploads });
  const editor = createBlockEditor({
    onError: reportError,
    messages: {
      newer: message('block.newer'),
      edited: message('block.edited'),
      rows: message('block.rows'),
      write: message('block.write'),
      heading1: message('kind.heading1'),
      heading2: message('kind.heading2'),
      heading3: message('kind.heading3'),
      list: message('block.list'),
      todo: message('block.todo'),
      quote: message('block.quote'),
      callout: message('block.callout'),
      bullet: message('block.bullet'),
      opened: message('block.opened'),
      closed: message('block.closed'),
      hint: message('kind.callout'),
      empty: message('block.empty'),
      column: message('block.column'),
      page: message('block.page'),
      contents: message('block.contents'),
      image: message('block.image'),
      video: message('block.video'),
      audio: message('block.audio'),
      file: message('block.file'),
      bookmark: message('block.bookmark'),
      embed: message('block.embed'),
      caption: message('block.caption'),
    },
    views: new Map([...BLOCK_VIEWS, ...mediaViews({ files, words: mediaWords() })]),
  });
  editor.setRootElement(root);
  const sources: MentionSources = {
    subscribe(changed) {
      // Pages that others have made meanwhile.
      void documents.refresh();
      provider.awareness.on('change', changed);
      const stop = documents.subscribe(changed);
      return () => {
        stop();
        provider.awareness.off('change', changed);
      };
    },
    pages: () =>
      (documents.get().documents ?? [])
        .filter((one) => one.id !== id)
        .map((one) => ({ id: one.id, name: one.title })),
    people: () =>
      readPeople(provider.awareness.getStates(), provider.awareness.clientID).map(({ name }) => ({
        id: name,
        name,
      })),
  };
  let binding: BlockBinding | undefined;
  const formatting = createBlockFormatting(editor, () => binding);
  const bound = bindBlocks({
    editor,
    provider,
    caretsContainer: carets,
    files,
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
          <PageControls
            binding={made}
            selection={selection}
            recent={recentCommands}
            sources={sources}
            files={files}
          />
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
      () => files.dispose(),
      () => bound.dispose(),
      () => formatting.dispose(),
      registerMentionLinks(editor, documents),
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
