import type { PageNode } from '@weft/shared/pages/page-tree';
import { Icon } from '../widgets/icons.tsx';

/** What stands before a page's name: its own icon, or a sheet. */
export function PageIcon({ page }: { readonly page: Pick<PageNode, 'icon'> | undefined }) {
  if (!page?.icon) return <Icon name="page" />;
  return (
    <span className="page-icon" aria-hidden="true">
      {page.icon}
    </span>
  );
}
