import { createElement, useCallback, useEffect, useState } from 'react';
import {
  COMMAND_PRIORITY_HIGH,
  CONTROL_OR_META,
  isExactShortcutMatch,
  KEY_DOWN_COMMAND,
} from 'lexical';
import type { BlockId } from '@weft/shared/model/block-id';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $selectionEnds } from '../editor/binding/points.ts';
import { $selectedBlocks } from '../editor/binding/whole-blocks.ts';
import { addLine } from '../editor/commands/insert.ts';
import type { MediaFiles } from '../editor/media-files.ts';
import type { BlockSelection } from '../editor/selection/block-selection.ts';
import { Typeahead } from '../editor/typeahead.ts';
import { ASK_FOR_MEDIA_COMMAND } from '../editor/views/media-commands.ts';
import type { Setting } from '../widgets/setting.ts';
import { BlockBar } from './block-bar.tsx';
import { Announcements } from './announcements.tsx';
import { registerBlockLinks } from './block-link.ts';
import { FIND_COMMAND } from './find-command.ts';
import { Notices } from './notices.tsx';
import { registerBlockPresses } from './block-presses.ts';
import { loadPageMenus } from './load-page-menus.ts';
import type { MentionSources } from './mention-choices.ts';
import type { Asked, OpenFind, OpenMenu, PageMenus } from './page-menus.tsx';
import { useEditable } from './use-editable.ts';
import './page-controls.css';
import './block-views.css';
import './diagrams.css';

/** Signs that ask for a menu. */
const SIGNS = ['[[', '/', '@', ':'];

interface PageControlsProps {
  readonly binding: BlockBinding;
  readonly selection: BlockSelection;
  /** Ids of commands, the last one used first. */
  readonly recent: Setting<readonly string[]>;
  /** Who and what can be mentioned. */
  readonly sources: MentionSources;
  readonly files: MediaFiles;
}

/** All that stands around a page for hands to use: menus and handles, those that only read too where nobody may write. */
export function PageControls({ binding, selection, recent, sources, files }: PageControlsProps) {
  const { editor } = binding;
  const [typeahead, setTypeahead] = useState<Typeahead>();
  const [menu, setMenu] = useState<OpenMenu>();
  const [find, setFind] = useState<OpenFind>();
  const [asked, setAsked] = useState<Asked>();
  const isEditable = useEditable(editor);
  useEffect(() => {
    // What was open is not to open again by itself.
    if (isEditable) return;
    setMenu(undefined);
    setAsked(undefined);
  }, [isEditable]);
  useEffect(() => {
    const made = new Typeahead(binding, SIGNS);
    setTypeahead(made);
    return made.stop;
  }, [binding]);

  useEffect(() => {
    const summon = (event: KeyboardEvent): void => {
      // A second time it is the browser's own.
      const isHere = event.target instanceof Element && event.target.closest('.find-bar') !== null;
      if (isHere || !isExactShortcutMatch(event, 'f', CONTROL_OR_META)) return;
      event.preventDefault();
      const query = document.getSelection()?.toString() ?? '';
      setFind({ query: query.includes('\n') ? '' : query, opened: event.timeStamp });
    };
    addEventListener('keydown', summon);
    return () => removeEventListener('keydown', summon);
  }, []);
  useEffect(
    () =>
      editor.registerCommand(
        FIND_COMMAND,
        (query) => {
          setFind({ query, opened: performance.now() });
          return true;
        },
        COMMAND_PRIORITY_HIGH,
      ),
    [editor],
  );
  useEffect(() => registerBlockLinks(binding), [binding]);
  const Menus = useMenus();
  useEffect(() => {
    // Journeys wait for them, as people do who see that there is a menu.
    editor.getRootElement()?.toggleAttribute('data-menus', Menus !== undefined);
  }, [editor, Menus]);
  useEffect(() => registerBlockPresses(binding, selection), [binding, selection]);

  const openMenu = useCallback(
    (block: BlockId, anchor: () => DOMRect) => setMenu({ block, anchor }),
    [],
  );
  useEffect(
    () =>
      editor.registerCommand(
        KEY_DOWN_COMMAND,
        (event) => {
          if (!isExactShortcutMatch(event, '/', CONTROL_OR_META)) return false;
          event.preventDefault();
          const block = $selectAtCaret(selection);
          if (block === undefined) return true;
          const element = editor.getElementByKey(binding.keys.get(block) ?? '');
          if (element) openMenu(block, () => element.getBoundingClientRect());
          return true;
        },
        COMMAND_PRIORITY_HIGH,
      ),
    [binding, editor, selection, openMenu],
  );
  useEffect(
    () =>
      editor.registerCommand(
        ASK_FOR_MEDIA_COMMAND,
        (wanted) => {
          // Not before whoever asks has given the page its focus back, which would be taken from the panel.
          queueMicrotask(() => setAsked(wanted));
          return true;
        },
        COMMAND_PRIORITY_HIGH,
      ),
    [editor],
  );
  const closePanel = useCallback(() => setAsked(undefined), []);
  const add = (block: BlockId, above: boolean): void => {
    editor.update(() => binding.$run(() => addLine(binding, block, above)), { discrete: true });
    editor.focus();
    typeahead?.open('/');
  };
  return (
    <>
      <Announcements binding={binding} />
      <Notices editor={editor} />
      {isEditable ? (
        <BlockBar
          binding={binding}
          onMenu={(anchor) => openMenu(editor.read($selectedBlocks)[0] ?? '', anchor)}
        />
      ) : null}
      {Menus
        ? createElement(Menus, {
            binding,
            selection,
            isEditable,
            typeahead,
            recent,
            sources,
            files,
            find,
            menu,
            asked,
            onFindClose: () => setFind(undefined),
            onMenu: setMenu,
            onAdd: add,
            onAskedClose: closePanel,
          })
        : null}
    </>
  );
}

/** The menus, once they are there: one can write before. */
function useMenus(): typeof PageMenus | undefined {
  const [menus, setMenus] = useState<typeof PageMenus>();
  useEffect(() => loadPageMenus((loaded) => setMenus(() => loaded)), []);
  return menus;
}

/** Selects the blocks that the caret is in, unless blocks are selected already; answers the first. */
function $selectAtCaret(selection: BlockSelection): BlockId | undefined {
  const ends = $selectionEnds();
  if (ends) selection.$select(ends.anchor.block, ends.focus.block);
  return $selectedBlocks()[0];
}
