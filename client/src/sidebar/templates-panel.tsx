import type { DocId } from '@weft/shared/protocol/ids';
import type { PageNode } from '@weft/shared/pages/page-tree';
import { useEffect, useState } from 'react';
import type { Workspace } from '../pages/workspace.ts';
import { TEMPLATE_NAMES, type TemplateName, type Templates } from '../templates/page-template.ts';
import { useSetting } from '../widgets/use-setting.ts';
import { failureReason } from '../words/failure-words.ts';
import { LANGUAGE, message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { nameOf } from './page-name.ts';
import { beginWithPage, beginWithTemplate } from './template-acts.ts';
import { usePages } from './use-pages.ts';

interface TemplatesPanelProps {
  readonly workspace: Workspace;
  readonly onDone: () => void;
}

/** What a new page can begin with: this person's own templates, then those that come with Weft. */
export function TemplatesPanel({ workspace, onDone }: TemplatesPanelProps) {
  const { forest } = usePages(workspace.pages);
  const chosen = useSetting(workspace.templates);
  const own = chosen.flatMap((id): PageNode[] => {
    const page = forest?.isShown(id as DocId) ? forest.get(id as DocId) : undefined;
    return page ? [page] : [];
  });
  const [isBusy, setBusy] = useState(false);
  const begin = async (work: Promise<boolean>): Promise<void> => {
    setBusy(true);
    const isDone = await work;
    setBusy(false);
    if (isDone) onDone();
  };
  const [templates, setTemplates] = useState<Templates>();
  useEffect(() => {
    // A chunk of its own: most people look at it once.
    import('../templates/templates.ts').then(
      ({ templatesIn }) => setTemplates(templatesIn(LANGUAGE)),
      (error: unknown) =>
        workspace.notices.fail(message('tree.failed', { why: failureReason(error) })),
    );
  }, [workspace]);
  return (
    <>
      <p className="panel-note" role="status">
        {panelMessage(isBusy ? 'templates.busy' : 'templates.lead')}
      </p>
      <ul className="panel-list" aria-label={panelMessage('templates.heading')}>
        {own.map((page) => (
          <Row
            key={page.id}
            icon={page.icon}
            title={nameOf(workspace.pages, page)}
            about={panelMessage('templates.own')}
            isBusy={isBusy}
            onPick={() => void begin(beginWithPage(workspace, page))}
          />
        ))}
        {(templates ? TEMPLATE_NAMES : []).map((name: TemplateName) => (
          <Row
            key={name}
            {...templates![name]}
            isBusy={isBusy}
            onPick={() => void begin(beginWithTemplate(workspace, name))}
          />
        ))}
      </ul>
    </>
  );
}

interface RowProps {
  readonly icon: string;
  readonly title: string;
  readonly about: string;
  readonly isBusy: boolean;
  readonly onPick: () => void;
}

function Row({ icon, title, about, isBusy, onPick }: RowProps) {
  return (
    <li className="panel-row">
      <button type="button" className="panel-link" disabled={isBusy} onClick={onPick}>
        <span className="choice-emoji" aria-hidden="true">
          {icon}
        </span>
        <span className="panel-words">
          <span className="document-title" dir="auto">
            {title}
          </span>
          <span className="panel-hint">{about}</span>
        </span>
      </button>
    </li>
  );
}
