import { useCallback, useEffect, useState } from 'react';
import type { CommandPayloadType } from 'lexical';
import type { BlockId } from '@weft/shared/model/block-id';
import type { BlockBinding } from '../editor/binding/binding.ts';
import type { TablePart } from '../editor/commands/table-parts.ts';
import type { MediaFiles } from '../editor/media-files.ts';
import type { BlockSelection } from '../editor/selection/block-selection.ts';
import type { Typeahead } from '../editor/typeahead.ts';
import type { ASK_FOR_MEDIA_COMMAND } from '../editor/views/media-commands.ts';
import type { Setting } from '../widgets/setting.ts';
import { BlockHandle } from './block-handle.tsx';
import { BlockMenu } from './block-menu.tsx';
import { ColumnGap } from './column-gap.tsx';
import { DropLine } from './drop-line.tsx';
import type { DropPlace } from './drop-place.ts';
import { EquationEditor } from './equation-editor.tsx';
import { FileDrop } from './file-drop.tsx';
import { FindBar } from './find-bar.tsx';
import { IconMenu } from './icon-menu.tsx';
import { InlineMenus } from './inline-menus.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { ListStart } from './list-start.tsx';
import { registerLongPress } from './long-press.ts';
import { Marquee } from './marquee.tsx';
import { MediaPanel } from './media-panel.tsx';
import type { MentionSources } from './mention-choices.ts';
import { PagePicker } from './page-picker.tsx';
import { PastedMenu } from './pasted-menu.tsx';
import { SlashMenu } from './slash-menu.tsx';
import { TableControls } from './table-controls.tsx';

/** Which menu is open, that of blocks or of a part of a table, and where. */
export interface OpenMenu {
  readonly block?: BlockId;
  readonly part?: TablePart;
  readonly anchor: () => DOMRect;
}

/** What is looked for, and when that began. */
export interface OpenFind {
  readonly query: string;
  readonly opened: number;
}

/** Which block asks for a file or an address. */
export type Asked = CommandPayloadType<typeof ASK_FOR_MEDIA_COMMAND>;

interface PageMenusProps {
  readonly binding: BlockBinding;
  readonly selection: BlockSelection;
  /** Where nobody may write there is nothing but to find words. */
  readonly isEditable: boolean;
  readonly typeahead: Typeahead | undefined;
  /** Ids of commands, the last one used first. */
  readonly recent: Setting<readonly string[]>;
  readonly sources: MentionSources;
  readonly files: MediaFiles;
  readonly find: OpenFind | undefined;
  readonly menu: OpenMenu | undefined;
  readonly asked: Asked | undefined;
  readonly onFindClose: () => void;
  readonly onMenu: (menu: OpenMenu | undefined) => void;
  /** Somebody wants a new line at a block, and to choose what it is. */
  readonly onAdd: (block: BlockId, above: boolean) => void;
  readonly onAskedClose: () => void;
}

/** What opens over a page when it is asked for. A chunk of its own, which nobody waits for who begins to write. */
export function PageMenus(props: PageMenusProps) {
  const { find, isEditable } = props;
  return (
    <>
      {find === undefined ? null : (
        <FindBar
          key={find.opened}
          binding={props.binding}
          isEditable={isEditable}
          initial={find.query}
          onClose={props.onFindClose}
        />
      )}
      {isEditable ? <WritingMenus {...props} /> : null}
    </>
  );
}

function WritingMenus(props: PageMenusProps) {
  const { binding, selection, typeahead, recent, sources, files, menu, asked } = props;
  const { onMenu, onAdd, onAskedClose } = props;
  const [touched, setTouched] = useState<DropPlace>();
  useEffect(() => registerLongPress(binding, selection, setTouched), [binding, selection]);
  const openMenu = useCallback(
    (block: BlockId, anchor: () => DOMRect) => onMenu({ block, anchor }),
    [onMenu],
  );
  const close = useCallback(() => onMenu(undefined), [onMenu]);
  return (
    <>
      <DropLine place={touched} carried={1} />
      <Marquee binding={binding} selection={selection} />
      <BlockHandle
        binding={binding}
        selection={selection}
        menuOf={menu?.block}
        onMenu={openMenu}
        onAdd={onAdd}
      />
      <TableControls
        binding={binding}
        menuOf={menu?.part}
        onMenu={(part, anchor) => onMenu({ part, anchor })}
      />
      <ColumnGap binding={binding} />
      {menu ? (
        <BlockMenu binding={binding} part={menu.part} anchor={menu.anchor} onClose={close} />
      ) : null}
      <LanguageMenu binding={binding} />
      <IconMenu binding={binding} />
      <ListStart binding={binding} />
      <PagePicker binding={binding} sources={sources} />
      <EquationEditor binding={binding} />
      {asked ? (
        <MediaPanel
          key={`${asked.block} ${asked.want}`}
          binding={binding}
          files={files}
          {...asked}
          onClose={onAskedClose}
        />
      ) : null}
      <FileDrop binding={binding} files={files} />
      <PastedMenu binding={binding} sources={sources} />
      {typeahead ? (
        <>
          <SlashMenu binding={binding} typeahead={typeahead} recent={recent} />
          <InlineMenus binding={binding} typeahead={typeahead} sources={sources} />
        </>
      ) : null}
    </>
  );
}
