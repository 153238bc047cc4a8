import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Workspace } from '../pages/workspace.ts';
import { Icon } from '../widgets/icons.tsx';
import { NoticeArea } from '../widgets/notice-area.tsx';
import { useSetting } from '../widgets/use-setting.ts';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { ExportPanel } from './export-panel.tsx';
import { ImportPanel } from './import-panel.tsx';
import { FinderPanel } from './finder-panel.tsx';
import { MovePanel } from './move-panel.tsx';
import { OutboxPanel } from './outbox-panel.tsx';
import { ShortcutsPanel } from './shortcuts-panel.tsx';
import { TrashPanel } from './trash-panel.tsx';

interface DialogsProps {
  readonly workspace: Workspace;
  /** What this person can choose, once it has come. */
  readonly settings: ReactNode;
}

/** What the person asked for, in front of everything else. */
export function Dialogs({ workspace, settings }: DialogsProps) {
  const asked = useSetting(workspace.asks);
  const close = (): void => workspace.asks.set(undefined);
  if (!asked) return null;
  switch (asked.kind) {
    case 'trash':
      return (
        <Panel
          key={asked.kind}
          workspace={workspace}
          heading={panelMessage('trash.heading')}
          onClose={close}
        >
          <TrashPanel workspace={workspace} />
        </Panel>
      );
    case 'finder':
      return (
        <Panel
          key={asked.kind}
          workspace={workspace}
          heading={message('finder.heading')}
          onClose={close}
        >
          <FinderPanel workspace={workspace} onDone={close} />
        </Panel>
      );
    case 'settings':
      return (
        <Panel
          key={asked.kind}
          workspace={workspace}
          heading={panelMessage('settings.heading')}
          onClose={close}
        >
          {settings}
        </Panel>
      );
    case 'shortcuts':
      return (
        <Panel
          key={asked.kind}
          workspace={workspace}
          heading={panelMessage('shortcuts.heading')}
          onClose={close}
        >
          <ShortcutsPanel />
        </Panel>
      );
    case 'outbox':
      return (
        <Panel
          key={asked.kind}
          workspace={workspace}
          heading={panelMessage('outbox.heading')}
          onClose={close}
        >
          <OutboxPanel workspace={workspace} onDone={close} />
        </Panel>
      );
    case 'export':
      return (
        <Panel
          key={asked.kind}
          workspace={workspace}
          heading={panelMessage('export.heading')}
          onClose={close}
        >
          <ExportPanel workspace={workspace} page={asked.page} />
        </Panel>
      );
    case 'import':
      return (
        <Panel
          key={asked.kind}
          workspace={workspace}
          heading={panelMessage('import.heading')}
          onClose={close}
        >
          <ImportPanel workspace={workspace} />
        </Panel>
      );
    case 'move':
      return (
        <Panel
          key={asked.kind}
          workspace={workspace}
          heading={panelMessage('tree.move-heading')}
          onClose={close}
        >
          <MovePanel workspace={workspace} page={asked.page} onDone={close} />
        </Panel>
      );
  }
}

interface PanelProps {
  readonly workspace: Workspace;
  readonly heading: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal panel: the browser keeps the focus in it, closes it on Escape, and gives the focus back. */
function Panel({ workspace, heading, onClose, children }: PanelProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    const press = ({ target }: MouseEvent): void => {
      // The panel's own surface is its content's: what is left of it is the veil around it.
      if (target === element) element?.close();
    };
    element?.addEventListener('click', press);
    return () => element?.removeEventListener('click', press);
  }, []);
  return (
    <dialog ref={dialog} className="dialog panel" aria-label={heading} onClose={onClose}>
      <div className="panel-body">
        <header className="panel-head">
          <h2>{heading}</h2>
          <button
            type="button"
            className="icon-button"
            aria-label={panelMessage('panel.close')}
            onClick={() => dialog.current?.close()}
          >
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
      <NoticeArea notices={workspace.notices} />
    </dialog>
  );
}
