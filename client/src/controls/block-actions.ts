import { contentsOf } from '@weft/shared/model/operations/copy';
import { topLevel } from '@weft/shared/model/operations/place';
import { $selectedBlocks } from '../editor/binding/whole-blocks.ts';
import { $duplicate } from '../editor/commands/duplicate.ts';
import { $moveBlocks } from '../editor/commands/move.ts';
import { $removeBlocks } from '../editor/commands/remove.ts';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { blockAddress } from './block-link.ts';
import { copy, markdownOf } from './copy.ts';
import type { SlashCommand } from './slash-command.ts';

/** What is done with blocks as they are. */
export function blockActions(): SlashCommand[] {
  return [
    {
      id: 'duplicate',
      group: 'action',
      label: message('action.duplicate'),
      words: message('words.duplicate'),
      icon: 'copy',
      $do: $duplicate,
    },
    {
      id: 'copy-link',
      group: 'action',
      label: panelMessage('action.copy-link'),
      words: message('words.copy-link'),
      icon: 'link',
      $do: ({ editor }, { block }) => {
        copy(editor, blockAddress($selectedBlocks()[0] ?? block), message('copied.link'));
      },
    },
    {
      id: 'copy-markdown',
      group: 'action',
      label: panelMessage('action.copy-markdown'),
      words: message('words.copy-markdown'),
      icon: 'file',
      $do: ({ editor, page }, { block }) => {
        const selected = $selectedBlocks();
        const contents = contentsOf(page, topLevel(page, selected.length > 0 ? selected : [block]));
        copy(editor, markdownOf(contents), message('copied.markdown'));
      },
    },
    {
      id: 'delete',
      group: 'action',
      label: message('action.delete'),
      words: message('words.delete'),
      icon: 'trash',
      $do: (binding, { block }) => {
        const selected = $selectedBlocks();
        $removeBlocks(binding, selected.length > 0 ? selected : [block]);
      },
    },
    {
      id: 'up',
      group: 'action',
      label: message('action.up'),
      words: '',
      icon: 'up',
      $do: (binding) => $moveBlocks(binding, 'up'),
    },
    {
      id: 'down',
      group: 'action',
      label: message('action.down'),
      words: '',
      icon: 'down',
      $do: (binding) => $moveBlocks(binding, 'down'),
    },
  ];
}
