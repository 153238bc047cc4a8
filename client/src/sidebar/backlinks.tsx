import { useEffect, useId, useState } from 'react';
import type { LinkList } from '@weft/shared/protocol/down';
import type { DocId } from '@weft/shared/protocol/ids';
import { Link } from '../navigation/link.tsx';
import { documentHref } from '../navigation/route.ts';
import type { Workspace } from '../pages/workspace.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { ExcerptText } from './excerpt-text.tsx';
import { PageIcon } from './page-icon.tsx';
import { nameOf } from './page-name.ts';
import { usePages } from './use-pages.ts';

interface BacklinksProps {
  readonly workspace: Workspace;
  readonly page: DocId;
}

type Links = LinkList['links'];

/** At the foot of a page: where it is linked to, each with the line that does. Without any it is not there. */
export function Backlinks({ workspace, page }: BacklinksProps) {
  const { pages, finder } = workspace;
  const { forest } = usePages(pages);
  const heading = useId();
  const [links, setLinks] = useState<Links>([]);
  useEffect(() => {
    const stopping = new AbortController();
    const load = async (): Promise<void> => {
      const told = await finder.linksTo(page, stopping.signal);
      // Without an answer there is nothing to show, and nothing that anybody has to know.
      if (told.ok && !stopping.signal.aborted) setLinks(told.links);
    };
    void load();
    const again = (): void => void load();
    addEventListener('focus', again);
    return () => {
      stopping.abort();
      removeEventListener('focus', again);
    };
  }, [finder, page]);
  const shown = links.flatMap((link) => {
    const from = forest?.get(link.page as DocId);
    return from && forest?.isShown(from.id) ? [{ ...link, from }] : [];
  });
  if (shown.length === 0) return null;
  return (
    <section className="backlinks" aria-labelledby={heading}>
      <h2 id={heading}>{panelMessage('backlinks.heading', { count: shown.length })}</h2>
      <ul>
        {shown.map(({ from, excerpt }) => (
          <li key={`${from.id} ${excerpt.block}`}>
            <Link
              className="panel-link"
              href={`${documentHref(from.id, pages.titleOf(from))}#${encodeURIComponent(excerpt.block)}`}
            >
              <PageIcon page={from} />
              <span className="panel-words">
                <span className="document-title" dir="auto">
                  {nameOf(pages, from)}
                </span>
                <ExcerptText excerpt={excerpt} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
