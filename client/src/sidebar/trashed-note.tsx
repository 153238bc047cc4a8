import { useState } from 'react';
import type { PageNode } from '@weft/shared/pages/page-tree';
import { ancestry } from '@weft/shared/pages/page-tree';
import type { Workspace } from '../pages/workspace.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { restorePage } from './page-acts.ts';
import { RemoveQuestion } from './remove-question.tsx';
import { nameOf } from './page-name.ts';
import { usePages } from './use-pages.ts';

interface TrashedNoteProps {
  readonly workspace: Workspace;
  readonly page: PageNode;
}

/** Above a page that is in the trash: what that means, and the ways out of it. */
export function TrashedNote({ workspace, page }: TrashedNoteProps) {
  const { forest } = usePages(workspace.pages);
  const [isAsked, setAsked] = useState(false);
  const trashed = forest && [...ancestry(forest, page.id)].find((one) => one.trashedAt !== null);
  if (!trashed) return null;
  if (isAsked)
    return (
      <div className="trashed-note" role="alertdialog" aria-label={panelMessage('trash.heading')}>
        <RemoveQuestion workspace={workspace} page={trashed} onDone={() => setAsked(false)} />
      </div>
    );
  const title = nameOf(workspace.pages, trashed);
  return (
    <div className="trashed-note" role="status">
      <p>
        {trashed.id === page.id
          ? panelMessage('trash.note')
          : panelMessage('trash.note-inside', { title })}
      </p>
      <div className="buttons">
        <button
          type="button"
          className="button button-main"
          onClick={() => void restorePage(workspace, trashed)}
        >
          {panelMessage('trash.restore')}
        </button>
        <button type="button" className="button" onClick={() => setAsked(true)}>
          {panelMessage('trash.remove')}
        </button>
      </div>
    </div>
  );
}
