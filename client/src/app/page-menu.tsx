import { useEffect, useState } from 'react';
import { Icon } from '../widgets/icons.tsx';
import { type MenuItem, MenuItems } from '../widgets/menu-items.tsx';
import { walkMenu } from '../widgets/menu-walk.ts';
import { Popover } from '../widgets/popover.tsx';
import { message } from '../words/messages.ts';
import type { PageActions } from './page-actions.ts';

interface PageMenuProps {
  /** `undefined` until the editor is there, and for pages that know of none. */
  readonly actions: PageActions | undefined;
}

/** What can be done with the page as a whole, and how long it is. */
export function PageMenu({ actions }: PageMenuProps) {
  const name = message('page-menu.open');
  return (
    <Popover
      label={name}
      role="menu"
      placement="end"
      button={{
        className: 'icon-button',
        disabled: actions === undefined,
        'aria-label': name,
        title: name,
        children: <Icon name="more" />,
      }}
    >
      {(close) => (actions ? <Items actions={actions} close={close} /> : null)}
    </Popover>
  );
}

interface ItemsProps {
  readonly actions: PageActions;
  readonly close: () => void;
}

function Items({ actions, close }: ItemsProps) {
  const items: readonly MenuItem[] = [
    {
      icon: 'search',
      label: message('page-menu.find'),
      keys: 'Mod+F',
      act: actions.find,
    },
    { icon: 'link', label: message('page-menu.copy-link'), act: actions.copyLink },
    { icon: 'file', label: message('page-menu.copy-markdown'), act: actions.copyMarkdown },
    { icon: 'print', label: message('page-menu.print'), act: () => print() },
  ];
  return (
    <div
      className="menu page-menu"
      role="presentation"
      onKeyDown={(event) => walkMenu(event, close)}
    >
      <MenuItems items={items} close={close} />
      <Length actions={actions} />
    </div>
  );
}

function Length({ actions }: { readonly actions: PageActions }) {
  const [counts, setCounts] = useState<Awaited<ReturnType<PageActions['counts']>>>();
  useEffect(() => {
    let isOver = false;
    // What counts could not be loaded: then there is no number.
    actions.counts().then(
      (found) => isOver || setCounts(found),
      () => undefined,
    );
    return () => void (isOver = true);
  }, [actions]);
  const { page, selected } = counts ?? {};
  return (
    <div className="page-length" role="note">
      <p>{page ? message('page-menu.words', { count: page.words }) : '\u00a0'}</p>
      <p>{page ? message('page-menu.characters', { count: page.characters }) : '\u00a0'}</p>
      {selected ? (
        <p>
          {message('page-menu.selected', {
            words: message('page-menu.words', { count: selected.words }),
            characters: message('page-menu.characters', { count: selected.characters }),
          })}
        </p>
      ) : null}
    </div>
  );
}
