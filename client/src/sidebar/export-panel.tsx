import { useEffect, useId, useRef, useState } from 'react';
import type { DocId } from '@weft/shared/protocol/ids';
import type { ExportFormat } from '../archive/export-pages.ts';
import type { Workspace } from '../pages/workspace.ts';
import { failureReason } from '../words/failure-words.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { nameOf } from './page-name.ts';
import { usePages } from './use-pages.ts';
import { Progress, type WorkState } from './work-progress.tsx';

interface ExportPanelProps {
  readonly workspace: Workspace;
  /** The page to take along; all of them where it is left out. */
  readonly page: DocId | undefined;
}

const FORMATS: readonly ExportFormat[] = ['markdown', 'html', 'json'];

/** Takes pages away as a file: chooses how they are written, shows how far it is, and says what could not be had. */
export function ExportPanel({ workspace, page }: ExportPanelProps) {
  const { pages, archive } = workspace;
  const { forest } = usePages(pages);
  const node = page && forest?.get(page);
  const inside = page ? (forest?.shownIn(page).length ?? 0) : 0;
  const group = useId();
  const [format, setFormat] = useState<ExportFormat>('markdown');
  const [isWhole, setWhole] = useState(true);
  const [work, setWork] = useState<WorkState>({ kind: 'idle' });
  const stopping = useRef<AbortController>(undefined);
  // Whoever closes the panel wants no file any more.
  useEffect(() => () => stopping.current?.abort(), []);

  const begin = async (): Promise<void> => {
    const stop = (stopping.current = new AbortController());
    setWork({ kind: 'busy', done: 0, all: 0 });
    try {
      const missing = await archive.export({
        page,
        format,
        isWhole,
        signal: stop.signal,
        onProgress: (done, all) => setWork({ kind: 'busy', done, all }),
      });
      const words = missing.map(({ title, file }) =>
        file ? panelMessage('export.missing-file', { title, file }) : title,
      );
      setWork({ kind: 'done', words: panelMessage('export.done'), missing: words });
    } catch (error) {
      if (stop.signal.aborted) setWork({ kind: 'idle' });
      else setWork({ kind: 'failed', why: failureReason(error) });
    }
  };

  return (
    <form
      className="settings"
      onSubmit={(event) => {
        event.preventDefault();
        void begin();
      }}
    >
      <p className="panel-note">
        {node
          ? panelMessage('export.page', { title: nameOf(pages, node) })
          : panelMessage('export.all')}
      </p>
      <fieldset className="setting" disabled={work.kind === 'busy'}>
        <legend>{panelMessage('export.format')}</legend>
        <div className="setting-choices">
          {FORMATS.map((one) => (
            <label key={one} className="setting-choice">
              <input
                type="radio"
                name={group}
                checked={one === format}
                onChange={() => setFormat(one)}
              />
              {panelMessage(`exporting.${one}`)}
            </label>
          ))}
        </div>
        <p className="panel-hint">{panelMessage(`about.${format}`)}</p>
        {inside > 0 ? (
          <label className="finder-filter">
            <input
              type="checkbox"
              checked={isWhole}
              onChange={({ currentTarget }) => setWhole(currentTarget.checked)}
            />
            {panelMessage('export.inside')}
          </label>
        ) : null}
      </fieldset>
      <Progress work={work} onStop={() => stopping.current?.abort()} />
      <div className="panel-foot">
        <button type="submit" className="button button-main" disabled={work.kind === 'busy'}>
          {panelMessage('export.begin')}
        </button>
      </div>
    </form>
  );
}
