import { useEffect, useState } from 'react';
import type { BlockBinding } from '../editor/binding/binding.ts';
import { $selectedBlocks } from '../editor/binding/whole-blocks.ts';
import { $duplicate } from '../editor/commands/duplicate.ts';
import { $moveBlocks } from '../editor/commands/move.ts';
import { $removeBlocks } from '../editor/commands/remove.ts';
import { nest } from '../editor/commands/nest.ts';
import { $runOnBlocks } from '../editor/commands/targets.ts';
import { Icon, type IconName } from '../widgets/icons.tsx';
import { message, type PlainKey } from '../words/messages.ts';

interface BlockBarProps {
  readonly binding: BlockBinding;
  readonly onMenu: (anchor: () => DOMRect) => void;
}

interface Tool {
  readonly icon: IconName;
  readonly name: PlainKey;
  $do(binding: BlockBinding): void;
}

const TOOLS: readonly Tool[] = [
  { icon: 'up', name: 'action.up', $do: (binding) => $moveBlocks(binding, 'up') },
  { icon: 'down', name: 'action.down', $do: (binding) => $moveBlocks(binding, 'down') },
  {
    icon: 'indent',
    name: 'action.indent',
    $do: (binding) => $runOnBlocks(binding, (blocks) => void nest(binding, blocks, 'in')),
  },
  {
    icon: 'outdent',
    name: 'action.outdent',
    $do: (binding) => $runOnBlocks(binding, (blocks) => void nest(binding, blocks, 'out')),
  },
  { icon: 'copy', name: 'action.duplicate', $do: $duplicate },
  {
    icon: 'trash',
    name: 'action.delete',
    $do: (binding) => $removeBlocks(binding, $selectedBlocks()),
  },
];

/** Where there are fingers and no keys: what can be done with the selected blocks, at the foot of the screen. */
export function BlockBar({ binding, onMenu }: BlockBarProps) {
  const [count, setCount] = useState(0);
  const { editor } = binding;
  useEffect(
    () => editor.registerUpdateListener(() => setCount(editor.read($selectedBlocks).length)),
    [editor],
  );
  if (count === 0) return null;
  return (
    <div className="block-bar" role="toolbar" aria-label={message('told.selected', { count })}>
      {TOOLS.map(({ icon, name, $do }) => (
        <button
          key={name}
          type="button"
          className="tool"
          aria-label={message(name)}
          title={message(name)}
          onClick={() => editor.update(() => $do(binding))}
        >
          <Icon name={icon} />
        </button>
      ))}
      <button
        type="button"
        className="tool"
        aria-label={message('block.menu')}
        title={message('block.menu')}
        onClick={({ currentTarget }) => onMenu(() => currentTarget.getBoundingClientRect())}
      >
        <Icon name="more" />
      </button>
    </div>
  );
}
