import { useEffect, useState } from 'react';
import { type MenuItem, MenuItems } from '../widgets/menu-items.tsx';
import { walkMenu } from '../widgets/menu-walk.ts';
import { panelMessage } from '../words/panel-messages.ts';
import type { PageActions } from './page-actions.ts';

interface PageMenuItemsProps {
  readonly actions: PageActions;
  readonly close: () => void;
}

/** What can be done with the page as a whole, and how long it is. */
export function PageMenuItems({ actions, close }: PageMenuItemsProps) {
  const items: readonly MenuItem[] = [
    {
      icon: 'search',
      label: panelMessage('page-menu.find'),
      keys: 'Mod+F',
      act: actions.find,
    },
    { icon: 'link', label: panelMessage('page-menu.copy-link'), act: actions.copyLink },
    { icon: 'file', label: panelMessage('page-menu.copy-markdown'), act: actions.copyMarkdown },
    { icon: 'history', label: panelMessage('page-menu.history'), act: actions.showHistory },
    { icon: 'print', label: panelMessage('page-menu.print'), act: () => print() },
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
      <p>{page ? panelMessage('page-menu.words', { count: page.words }) : '\u00a0'}</p>
      <p>{page ? panelMessage('page-menu.characters', { count: page.characters }) : '\u00a0'}</p>
      {selected ? (
        <p>
          {panelMessage('page-menu.selected', {
            words: panelMessage('page-menu.words', { count: selected.words }),
            characters: panelMessage('page-menu.characters', { count: selected.characters }),
          })}
        </p>
      ) : null}
    </div>
  );
}
