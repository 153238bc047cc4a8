import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { Ask, Workspace } from '../pages/workspace.ts';
import { Icon } from '../widgets/icons.tsx';
import { NoticeArea } from '../widgets/notice-area.tsx';
import { useSetting } from '../widgets/use-setting.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { ExportPanel } from './export-panel.tsx';
import { HistoryPanel } from './history-panel.tsx';
import { ImportPanel } from './import-panel.tsx';
import { FinderPanel } from './finder-panel.tsx';
import { MovePanel } from './move-panel.tsx';
import { OutboxPanel } from './outbox-panel.tsx';
import { ShortcutsPanel } from './shortcuts-panel.tsx';
import { TemplatesPanel } from './templates-panel.tsx';
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
  const { heading, content } = panelOf(asked, { workspace, settings, close });
  return (
    <Panel
      key={asked.kind}
      workspace={workspace}
      heading={heading}
      isWide={asked.kind === 'history'}
      onClose={close}
    >
      {content}
    </Panel>
  );
}

interface Around extends DialogsProps {
  readonly close: () => void;
}

function panelOf(
  asked: Ask,
  { workspace, settings, close }: Around,
): { readonly heading: string; readonly content: ReactNode } {
  switch (asked.kind) {
    case 'trash':
      return {
        heading: panelMessage('trash.heading'),
        content: <TrashPanel workspace={workspace} />,
      };
    case 'finder':
      return {
        heading: panelMessage('finder.heading'),
        content: <FinderPanel workspace={workspace} onDone={close} />,
      };
    case 'settings':
      return { heading: panelMessage('settings.heading'), content: settings };
    case 'shortcuts':
      return { heading: panelMessage('shortcuts.heading'), content: <ShortcutsPanel /> };
    case 'outbox':
      return {
        heading: panelMessage('outbox.heading'),
        content: <OutboxPanel workspace={workspace} onDone={close} />,
      };
    case 'export':
      return {
        heading: panelMessage('export.heading'),
        content: <ExportPanel workspace={workspace} page={asked.page} />,
      };
    case 'import':
      return {
        heading: panelMessage('import.heading'),
        content: <ImportPanel workspace={workspace} />,
      };
    case 'history':
      return {
        heading: panelMessage('history.heading'),
        content: <HistoryPanel workspace={workspace} history={asked.history} onDone={close} />,
      };
    case 'templates':
      return {
        heading: panelMessage('templates.heading'),
        content: <TemplatesPanel workspace={workspace} onDone={close} />,
      };
    case 'move':
      return {
        heading: panelMessage('tree.move-heading'),
        content: <MovePanel workspace={workspace} page={asked.page} onDone={close} />,
      };
  }
}

interface PanelProps {
  readonly workspace: Workspace;
  readonly heading: string;
  readonly isWide: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal panel: the browser keeps the focus in it, closes it on Escape, and gives the focus back. */
function Panel({ workspace, heading, isWide, onClose, children }: PanelProps) {
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
    <dialog
      ref={dialog}
      className={isWide ? 'dialog panel wide-panel' : 'dialog panel'}
      aria-label={heading}
      onClose={onClose}
    >
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
