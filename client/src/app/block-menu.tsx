import { BLOCK_ICONS } from '../controls/block-icons.ts';
import type { BlockKindName } from '../editor/commands/block-kinds.ts';
import type { Formatting } from './formatting.ts';
import { Icon } from '../widgets/icons.tsx';
import { walkMenu } from '../widgets/menu-walk.ts';
import { Popover } from '../widgets/popover.tsx';
import { panelMessage } from '../words/panel-messages.ts';

interface BlockMenuProps {
  readonly formatting: Formatting | undefined;
  /** The block the caret is in; `undefined` for several kinds at once. */
  readonly block: BlockKindName | undefined;
}

/** What the block under the caret is, and what it can become. */
export function BlockMenu({ formatting, block }: BlockMenuProps) {
  const name = block ? panelMessage(`kind.${block}`) : panelMessage('format.blocks');
  return (
    <Popover
      label={panelMessage('format.blocks')}
      role="menu"
      focus="along"
      button={{
        className: 'tool tool-block',
        'data-tool': '',
        disabled: formatting === undefined,
        'aria-label': block ? panelMessage('format.block', { block: name }) : name,
        title: panelMessage('format.blocks'),
        children: (
          <>
            <Icon name={BLOCK_ICONS[block ?? 'text']} />
            <span className="tool-block-name">{name}</span>
            <Icon name="chevron" />
          </>
        ),
      }}
    >
      {(close) => (
        <div className="menu" role="presentation" onKeyDown={(event) => walkMenu(event, close)}>
          {(formatting?.kinds ?? []).map((kind) => (
            <button
              key={kind}
              type="button"
              className="menu-item"
              role="menuitemradio"
              aria-checked={kind === block}
              tabIndex={-1}
              {...(kind === (block ?? 'text') ? { 'data-autofocus': '' } : {})}
              onClick={() => {
                formatting?.turnInto(kind);
                close();
                formatting?.focus();
              }}
            >
              <Icon name={BLOCK_ICONS[kind]} />
              <span>{panelMessage(`kind.${kind}`)}</span>
              {kind === block ? <Icon name="check" /> : null}
            </button>
          ))}
        </div>
      )}
    </Popover>
  );
}
