import type { ComponentType } from 'react';
import type { PageNode } from '@weft/shared/pages/page-tree';
import type { Workspace } from '../pages/workspace.ts';
import { coverFileOf, coverOf } from './covers.ts';

/** What ways to another icon and cover are given. */
export interface HeadToolsProps {
  readonly workspace: Workspace;
  readonly page: PageNode;
  readonly isFrozen: boolean;
  /** Makes a file one of the page. Resolves with its path once the server has it. */
  readonly keepFile: (file: File) => Promise<string>;
}

interface PageHeadProps {
  readonly workspace: Workspace;
  /** Absent as long as nothing is known of it. */
  readonly page: PageNode | undefined;
  readonly isFrozen: boolean;
  readonly keepFile: HeadToolsProps['keepFile'];
  /** Ways to another icon and cover, once they have come. */
  readonly Tools: ComponentType<HeadToolsProps> | undefined;
}

/** Above the title: the page's cover and icon, and ways to them. Their places are kept from the start. */
export function PageHead({ workspace, page, isFrozen, keepFile, Tools }: PageHeadProps) {
  if (!page || page.format !== 'blocks') return null;
  const cover = coverOf(page);
  const picture = coverFileOf(page);
  return (
    <div className="page-head">
      {cover === '' ? null : <div className="cover" data-cover={cover} aria-hidden="true" />}
      {picture ? <img className="cover" src={picture} alt="" /> : null}
      {page.icon === '' ? null : (
        <span className="page-sign" aria-hidden="true">
          {page.icon}
        </span>
      )}
      <div className="head-tools">
        {Tools ? <Tools {...{ workspace, page, isFrozen, keepFile }} /> : null}
      </div>
    </div>
  );
}
