import { ancestry, type PageNode } from '@weft/shared/pages/page-tree';
import { Link } from '../navigation/link.tsx';
import { documentHref } from '../navigation/route.ts';
import type { Workspace } from '../pages/workspace.ts';
import { message } from '../words/messages.ts';
import { Popover } from '../widgets/popover.tsx';
import { PageIcon } from './page-icon.tsx';
import { nameOf } from './page-name.ts';
import { usePages } from './use-pages.ts';

interface BreadcrumbsProps {
  readonly workspace: Workspace;
  readonly page: PageNode;
}

/** More pages than these above one another are behind a button: the first and the last ones are named. */
const MOST = 3;

/** Where the page lies, from the top inwards, the page itself last. */
export function Breadcrumbs({ workspace, page }: BreadcrumbsProps) {
  const { pages } = workspace;
  const { forest } = usePages(pages);
  const path = forest ? [...ancestry(forest, page.id)].toReversed() : [page];
  const isLong = path.length > MOST;
  const hidden = isLong ? path.slice(1, -2) : [];
  const shown = isLong ? [path[0]!, ...path.slice(-2)] : path;
  return (
    <nav className="crumbs" aria-label={message('crumbs.label')}>
      <ol>
        {shown.map((one, index) => (
          <li key={one.id} className="crumb">
            {index === 1 && hidden.length > 0 ? (
              <HiddenCrumbs workspace={workspace} hidden={hidden} />
            ) : null}
            {one.id === page.id ? (
              <span className="crumb-link" aria-current="page">
                <Crumb workspace={workspace} page={one} />
              </span>
            ) : (
              <Link className="crumb-link" href={documentHref(one.id, pages.titleOf(one))}>
                <Crumb workspace={workspace} page={one} />
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Crumb({ workspace, page }: BreadcrumbsProps) {
  return (
    <>
      {page.icon === '' ? null : <PageIcon page={page} />}
      <span className="document-title" dir="auto">
        {nameOf(workspace.pages, page)}
      </span>
    </>
  );
}

interface HiddenCrumbsProps {
  readonly workspace: Workspace;
  readonly hidden: readonly PageNode[];
}

function HiddenCrumbs({ workspace, hidden }: HiddenCrumbsProps) {
  const label = message('crumbs.more', { count: hidden.length });
  return (
    <Popover
      label={label}
      button={{
        className: 'crumb-link crumb-more',
        'aria-label': label,
        title: label,
        children: '…',
      }}
    >
      {(close) => (
        <ul className="menu">
          {hidden.map((one, index) => (
            <li key={one.id}>
              <Link
                className="menu-item"
                href={documentHref(one.id, workspace.pages.titleOf(one))}
                onClick={close}
                {...(index === 0 ? { 'data-autofocus': '' } : {})}
              >
                <PageIcon page={one} />
                <span>{nameOf(workspace.pages, one)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}
