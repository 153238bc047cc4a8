import { useCallback, useEffect, useState } from 'react';
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
import type { BlockSelection } from '../editor/selection/block-selection.ts';
import { Typeahead } from '../editor/typeahead.ts';
import type { Setting } from '../widgets/setting.ts';
import { BlockHandle } from './block-handle.tsx';
import { BlockMenu } from './block-menu.tsx';
import { EquationEditor } from './equation-editor.tsx';
import { LanguageMenu } from './language-menu.tsx';
import './page-controls.css';
import './block-views.css';
import { SlashMenu } from './slash-menu.tsx';

/** Signs that ask for a menu. */
const SIGNS = ['/'];

interface PageControlsProps {
  readonly binding: BlockBinding;
  readonly selection: BlockSelection;
  /** Ids of commands, the last one used first. */
  readonly recent: Setting<readonly string[]>;
}

/** Which blocks' menu is open, and where. */
interface OpenMenu {
  readonly block: BlockId;
  readonly anchor: () => DOMRect;
}

/** All that stands around a page for hands to use: menus and handles. */
export function PageControls({ binding, selection, recent }: PageControlsProps) {
  const { editor } = binding;
  const [typeahead, setTypeahead] = useState<Typeahead>();
  const [menu, setMenu] = useState<OpenMenu>();
  useEffect(() => {
    const made = new Typeahead(binding, SIGNS);
    setTypeahead(made);
    return made.stop;
  }, [binding]);

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
  const close = useCallback(() => setMenu(undefined), []);
  const add = (block: BlockId, above: boolean): void => {
    editor.update(() => binding.$run(() => addLine(binding, block, above)), { discrete: true });
    editor.focus();
    typeahead?.open('/');
  };
  return (
    <>
      <BlockHandle
        binding={binding}
        selection={selection}
        menuOf={menu?.block}
        onMenu={openMenu}
        onAdd={add}
      />
      {menu ? <BlockMenu binding={binding} anchor={menu.anchor} onClose={close} /> : null}
      <LanguageMenu binding={binding} />
      <EquationEditor binding={binding} />
      {typeahead ? <SlashMenu binding={binding} typeahead={typeahead} recent={recent} /> : null}
    </>
  );
}

/** Selects the blocks that the caret is in, unless blocks are selected already; answers the first. */
function $selectAtCaret(selection: BlockSelection): BlockId | undefined {
  const ends = $selectionEnds();
  if (ends) selection.$select(ends.anchor.block, ends.focus.block);
  return $selectedBlocks()[0];
}
