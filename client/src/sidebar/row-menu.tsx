import { useSetting } from '../widgets/use-setting.ts';
import type { PageNode } from '@weft/shared/pages/page-tree';
import { toggle, type Workspace } from '../pages/workspace.ts';
import { Icon } from '../widgets/icons.tsx';
import { type MenuItem, MenuItems } from '../widgets/menu-items.tsx';
import { walkMenu } from '../widgets/menu-walk.ts';
import { Popover } from '../widgets/popover.tsx';
import { panelMessage } from '../words/panel-messages.ts';
import { copyPageLink, duplicatePage, setFavourite, trashPage } from './row-acts.ts';
import { nameOf } from './page-name.ts';

interface RowMenuProps {
  readonly workspace: Workspace;
  readonly page: PageNode;
  /** Lets the name be written where it stands; not everywhere can it. */
  readonly onRename?: () => void;
}

/** What can be done with a page from where it is listed. */
export function RowMenu({ workspace, page, onRename }: RowMenuProps) {
  const label = panelMessage('tree.more', { title: nameOf(workspace.pages, page) });
  return (
    <Popover
      label={label}
      role="menu"
      button={{
        className: 'row-button row-more',
        tabIndex: -1,
        'aria-label': label,
        title: label,
        children: <Icon name="more" />,
      }}
    >
      {(close) => <Items workspace={workspace} page={page} onRename={onRename} close={close} />}
    </Popover>
  );
}

interface ItemsProps extends Omit<RowMenuProps, 'onRename'> {
  readonly onRename: (() => void) | undefined;
  readonly close: () => void;
}

function Items({ workspace, page, onRename, close }: ItemsProps) {
  const isFavourite = useSetting(workspace.favourites).includes(page.id);
  const isTemplate = useSetting(workspace.templates).includes(page.id);
  const items: readonly (MenuItem | undefined)[] = [
    {
      icon: isFavourite ? 'unstar' : 'star',
      label: panelMessage(isFavourite ? 'tree.unfavourite' : 'tree.favourite'),
      act: () => setFavourite(workspace, page, !isFavourite),
    },
    onRename && { icon: 'rename', label: panelMessage('tree.rename'), keys: 'F2', act: onRename },
    {
      icon: 'link',
      label: panelMessage('page-menu.copy-link'),
      act: () => copyPageLink(workspace, page),
    },
    page.format === 'blocks'
      ? {
          icon: 'copy',
          label: panelMessage('tree.duplicate'),
          act: () => void duplicatePage(workspace, page),
        }
      : undefined,
    page.format === 'blocks'
      ? {
          icon: 'template',
          label: panelMessage(isTemplate ? 'templates.forget' : 'templates.keep'),
          act: () => toggle(workspace.templates, page.id, !isTemplate),
        }
      : undefined,
    {
      icon: 'move',
      label: panelMessage('tree.move'),
      act: () => workspace.asks.set({ kind: 'move', page: page.id }),
    },
    {
      icon: 'download',
      label: panelMessage('export.menu'),
      act: () => workspace.asks.set({ kind: 'export', page: page.id }),
    },
    {
      icon: 'trash',
      label: panelMessage('tree.trash'),
      keys: 'Delete',
      act: () => void trashPage(workspace, page),
    },
  ];
  return (
    <div className="menu" role="presentation" onKeyDown={(event) => walkMenu(event, close)}>
      <MenuItems items={items.filter((item) => item !== undefined)} close={close} />
    </div>
  );
}
