import { useState } from 'react';
import type { DocId } from '@weft/shared/protocol/ids';
import { Link } from '../navigation/link.tsx';
import { documentHref } from '../navigation/route.ts';
import type { Workspace } from '../pages/workspace.ts';
import { Icon } from '../widgets/icons.tsx';
import { idListSetting } from '../widgets/id-list.ts';
import { useSetting } from '../widgets/use-setting.ts';
import { PageIcon } from './page-icon.tsx';
import { RowMenu } from './row-menu.tsx';
import { nameOf } from './page-name.ts';
import { usePages } from './use-pages.ts';

interface PageShelfProps {
  readonly workspace: Workspace;
  /** By which it is remembered whether it is closed. */
  readonly name: string;
  readonly heading: string;
  readonly ids: readonly string[];
  readonly most?: number;
  readonly current: DocId | undefined;
}

const closedShelves = idListSetting('weft.closed-shelves');

/** Pages out of their tree, in an order of their own. Without any it is not there. */
export function PageShelf({ workspace, name, heading, ids, most, current }: PageShelfProps) {
  const { pages } = workspace;
  const { forest } = usePages(pages);
  const closed = useSetting(closedShelves);
  const [list] = useState(`shelf-${name}`);
  const shown = ids
    .flatMap((id) => {
      const page = forest?.get(id as DocId);
      return page && forest?.isShown(page.id) ? [page] : [];
    })
    .slice(0, most);
  if (shown.length === 0) return null;
  const isOpen = !closed.includes(name);
  const flip = (): void =>
    closedShelves.set(isOpen ? [...closed, name] : closed.filter((one) => one !== name));
  return (
    <section className="shelf">
      <h2 className="sidebar-heading">
        <button
          type="button"
          className="shelf-twist"
          aria-expanded={isOpen}
          aria-controls={list}
          onClick={flip}
        >
          {heading}
          <span className="tree-twist" data-open={isOpen}>
            <Icon name="chevron" />
          </span>
        </button>
      </h2>
      <ul id={list} className="shelf-list" hidden={!isOpen}>
        {shown.map((page) => {
          const title = pages.titleOf(page);
          const label = nameOf(pages, page);
          return (
            <li key={page.id} className="tree-row shelf-row" data-current={page.id === current}>
              <Link
                href={documentHref(page.id, title)}
                className="tree-link"
                title={label}
                aria-current={page.id === current ? 'page' : undefined}
              >
                <PageIcon page={page} />
                <span className="document-title" dir="auto" data-untitled={title === ''}>
                  {label}
                </span>
              </Link>
              <span className="tree-tools">
                <RowMenu workspace={workspace} page={page} />
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
