import { Icon } from '../widgets/icons.tsx';
import { Popover } from '../widgets/popover.tsx';
import { message } from '../words/messages.ts';
import type { PageActions } from './page-actions.ts';
import { useLate } from './use-late.ts';

interface PageMenuProps {
  /** `undefined` until the editor is there, and for pages that know of none. */
  readonly actions: PageActions | undefined;
}

const loadItems = async () => (await import('./page-menu-items.tsx')).PageMenuItems;

/** The page's menu, once what is in it has come. */
export function PageMenu({ actions }: PageMenuProps) {
  const name = message('page-menu.open');
  const Items = useLate(loadItems, actions !== undefined);
  return (
    <Popover
      label={name}
      role="menu"
      placement="end"
      button={{
        className: 'icon-button',
        disabled: actions === undefined || !Items,
        'aria-label': name,
        title: name,
        children: <Icon name="more" />,
      }}
    >
      {(close) => (actions && Items ? <Items actions={actions} close={close} /> : null)}
    </Popover>
  );
}
