import { toHtml } from '@weft/shared/html';
import type { BlockContent } from '@weft/shared/model/content';
import { useEffect, useRef } from 'react';
import type { Differences } from '../history/differences.ts';
import type { PageHistory } from '../pages/page-history.ts';
import type { Workspace } from '../pages/workspace.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { nameOf } from './page-name.ts';

interface VersionViewProps {
  readonly workspace: Workspace;
  readonly history: PageHistory;
  readonly shown: Differences;
}

/** Authors have so many looks (`history.css`); of more, some share one. */
export const LOOKS = 8;

/** A version to read: nothing in it can be edited, and what changed is marked by its author's colour. */
export function VersionView({ workspace, history, shown }: VersionViewProps) {
  const area = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = area.current;
    if (!element) return;
    const title: BlockContent = { type: 'heading1', runs: shown.title };
    // `toHtml` writes elements of its own alone, and every letter as a letter.
    element.innerHTML = toHtml([title, ...shown.blocks]);
    const heading = element.querySelector('h1');
    if (heading?.textContent === '') heading.textContent = panelMessage('pages.untitled');
    for (const marked of element.querySelectorAll<HTMLElement>('[data-author]'))
      marked.dataset['author'] = String(Number(marked.dataset['author']) % LOOKS);
    for (const toggle of element.querySelectorAll('details')) toggle.open = true;
    for (const picture of element.querySelectorAll('img, video, audio')) {
      const source = picture.getAttribute('src');
      if (source !== null) picture.setAttribute('src', history.urlOf(source));
    }
    const { forest } = workspace.pages.get();
    for (const link of element.querySelectorAll<HTMLElement>('[data-page]')) {
      const page = forest?.get(link.dataset['page'] as never);
      if (page) link.textContent = `${page.icon} ${nameOf(workspace.pages, page)}`.trim();
    }
  }, [workspace, history, shown]);
  return (
    <article
      ref={area}
      className="version-page"
      // What scrolls can be reached by whoever has no wheel.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      dir="auto"
      aria-label={panelMessage('history.version')}
    />
  );
}
