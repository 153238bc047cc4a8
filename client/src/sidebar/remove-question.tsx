import { useLayoutEffect, useRef } from 'react';
import type { PageNode } from '@weft/shared/pages/page-tree';
import type { Workspace } from '../pages/workspace.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { removePage } from './page-acts.ts';
import { nameOf } from './page-name.ts';

interface RemoveQuestionProps {
  readonly workspace: Workspace;
  readonly page: PageNode;
  readonly onDone: () => void;
}

/** Asks before something is gone for everybody. The harmless answer comes first and has the focus. */
export function RemoveQuestion({ workspace, page, onDone }: RemoveQuestionProps) {
  const cancel = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => cancel.current?.focus(), []);
  const inside = countInside(workspace, page);
  return (
    <div className="panel-question">
      <p className="panel-strong">
        {panelMessage('delete.heading', { title: nameOf(workspace.pages, page) })}
      </p>
      <p>
        {panelMessage('delete.explanation')}
        {inside > 0 ? ` ${panelMessage('delete.inside', { count: inside })}` : null}
      </p>
      <div className="buttons">
        <button ref={cancel} type="button" className="button" onClick={onDone}>
          {panelMessage('delete.cancel')}
        </button>
        <button
          type="button"
          className="button button-danger"
          onClick={() => void removePage(workspace, page).then(onDone)}
        >
          {panelMessage('delete.confirm')}
        </button>
      </div>
    </div>
  );
}

function countInside({ pages }: Workspace, page: PageNode): number {
  const { forest } = pages.get();
  const count = (one: PageNode): number =>
    (forest?.childrenOf(one.id) ?? []).reduce((sum, inside) => sum + 1 + count(inside), 0);
  return count(page);
}
