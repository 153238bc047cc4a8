import type { ComponentProps } from 'react';
import { $getRoot, COMMAND_PRIORITY_EDITOR, mergeRegister } from 'lexical';
import '../editor/editor.css';
import { BLOCK_VIEWS } from '../controls/block-views.ts';
import { registerMentionLinks } from '../controls/mention-links.ts';
import { NOTICE_COMMAND } from '../controls/notice-command.ts';
import { pageView } from '../controls/page-view.ts';
import { PageControls } from '../controls/page-controls.tsx';
import { bindBlocks, createBlockEditor } from '../editor.ts';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $linkToPage, MAKE_PAGE_COMMAND, OPEN_PAGE_COMMAND } from '../editor/commands/page-link.ts';
import { documentHref } from '../navigation/route.ts';
import { failureReason } from '../words/failure-words.ts';
import { makePage } from './new-page.ts';
import { $isBlockNode } from '../editor/nodes/block-node.ts';
import { blockPageActions } from './block-page-actions.ts';
import { createBlockFormatting } from './block-formatting.ts';
import { mediaViews } from '../editor/views/media-views.ts';
import { createMediaFiles } from './media-files.ts';
import { mediaWords } from './media-words.ts';
import type { EditorMount, EditorMountOptions } from './editor-mount.ts';
import { message } from '../words/messages.ts';
import { idListSetting } from '../widgets/id-list.ts';
import { lastColorSetting } from './last-color.ts';
import { mentionSources } from './mention-sources.ts';
import { createPageLinks } from './page-links.ts';
import { navigate } from '../navigation/router.ts';
import { useLate } from './use-late.ts';

const lastColor = lastColorSetting();
const recentCommands = idListSetting('weft.recent-commands');

/** The editor of pages. */
export function mountBlockEditor(options: EditorMountOptions): EditorMount {
  const {
    id,
    root,
    carets,
    workspace,
    provider,
    identity,
    onEmpty,
    onControls,
    onLeave,
    onOutdated,
    onUnreadable,
  } = options;
  const files = createMediaFiles({ doc: id, uploads: options.uploads });
  const links = createPageLinks(workspace.pages);
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
      footnote: message('block.footnote'),
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
    views: new Map([
      ...BLOCK_VIEWS,
      ['page', pageView(links)],
      ...mediaViews({ files, words: mediaWords() }),
    ]),
  });
  editor.setRootElement(root);
  const sources = mentionSources({
    id,
    workspace,
    awareness: provider.awareness,
    onFailure: (words) => void editor.dispatchCommand(NOTICE_COMMAND, words),
  });
  let binding: BlockBinding | undefined;
  const showHistory = (): void => {
    import('./page-history.ts').then(
      ({ createPageHistory }) => {
        const history = createPageHistory(id, () => binding, options.uploads);
        workspace.asks.set({ kind: 'history', history });
      },
      () => workspace.notices.fail(message('media.broken')),
    );
  };
  const formatting = createBlockFormatting(editor, () => binding);
  const bound = bindBlocks({
    editor,
    provider,
    caretsContainer: carets,
    files,
    openToggles: idListSetting(`weft.open-toggles.${id}`),
    lastColor,
    onLeave,
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
          <LateTools editor={editor} formatting={formatting} root={root} />
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
    actions: blockPageActions(() => binding, showHistory),
    freeze: bound.freeze,
    thaw: bound.thaw,
    dispose: mergeRegister(
      () => editor.dispose(),
      () => delete root.dataset['strayChanges'],
      () => files.dispose(),
      () => bound.dispose(),
      () => formatting.dispose(),
      registerMentionLinks(editor, links),
      editor.registerCommand(
        MAKE_PAGE_COMMAND,
        (block) => {
          const made = makePage(workspace, { title: '', parent: id }, (error) => {
            workspace.notices.fail(message('pages.create-failed', { why: failureReason(error) }));
          });
          editor.update(
            () => {
              if (binding) $linkToPage(binding, { block, isNew: true }, made);
            },
            { discrete: true },
          );
          navigate(documentHref(made));
          return true;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
      editor.registerCommand(
        OPEN_PAGE_COMMAND,
        (page) => {
          const href = links.hrefOf(page);
          if (href !== undefined) navigate(href);
          return href !== undefined;
        },
        COMMAND_PRIORITY_EDITOR,
      ),
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

const loadTools = async () => (await import('./selection-toolbar.tsx')).SelectionToolbar;

/** The tools beside selected text, once they have come: one can write before. */
function LateTools(props: ComponentProps<Awaited<ReturnType<typeof loadTools>>>) {
  const Tools = useLate(loadTools, true);
  return Tools ? <Tools {...props} /> : null;
}
