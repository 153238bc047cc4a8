import { useEffect, useRef, useState } from 'react';
import type { DragEvent } from 'react';
import type { DocId } from '@weft/shared/protocol/ids';
import type { Imported, Lost } from '../archive/import-pages.ts';
import { documentHref } from '../navigation/route.ts';
import { navigate } from '../navigation/router.ts';
import type { ImportWanted } from '../pages/page-archive.ts';
import type { Workspace } from '../pages/workspace.ts';
import { failureReason } from '../words/failure-words.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { Progress, type WorkState } from './work-progress.tsx';

const TYPES = '.zip,.md,.markdown,.txt,.html,.htm,.docx,.csv,.json';

interface ImportPanelProps {
  readonly workspace: Workspace;
}

/** Takes files in as pages: chooses them, shows how far it is, and says what could not be kept. */
export function ImportPanel({ workspace }: ImportPanelProps) {
  const [work, setWork] = useState<WorkState>({ kind: 'idle' });
  const stopping = useRef<AbortController>(undefined);
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  // Whoever closes the panel wants to go on working; the import does, too, and tells when it is done.
  const isClosed = useRef(false);
  useEffect(() => {
    isClosed.current = false;
    return () => void (isClosed.current = true);
  }, []);
  // Not a thing that React has an attribute for.
  useEffect(() => folder.current?.setAttribute('webkitdirectory', ''), []);

  const begin = async (chosen: ImportWanted['files']): Promise<void> => {
    if (chosen.length === 0) return;
    const stop = (stopping.current = new AbortController());
    setWork({ kind: 'busy', done: 0, all: 0 });
    try {
      const imported = await workspace.archive.import({
        files: chosen,
        signal: stop.signal,
        onProgress: (done, all) => setWork({ kind: 'busy', done, all }),
      });
      setWork(doneWith(imported));
      const [first] = imported.tops;
      if (first && !isClosed.current) navigate(documentHref(first as DocId));
      if (isClosed.current)
        workspace.notices.tell(panelMessage('import.done', { count: imported.count }));
    } catch (error) {
      if (stop.signal.aborted) {
        setWork({ kind: 'done', words: panelMessage('import.stopped'), missing: [] });
        return;
      }
      const isTooLarge = error instanceof Error && error.name === 'ArchiveTooLarge';
      const why = isTooLarge ? panelMessage('import.too-large') : failureReason(error);
      setWork({ kind: 'failed', why });
      if (isClosed.current) workspace.notices.fail(panelMessage('import.failed', { why }));
    }
  };
  const take = (input: HTMLInputElement): void => {
    const chosen = Array.from(input.files ?? [], (file) => ({
      path: file.webkitRelativePath || file.name,
      file,
    }));
    // The same files can be chosen again.
    input.value = '';
    void begin(chosen);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    if (work.kind === 'busy') return;
    const dropped = Array.from(event.dataTransfer.files, (file) => ({ path: file.name, file }));
    void begin(dropped);
  };

  return (
    <div className="settings" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <p className="panel-note">{panelMessage('import.lead')}</p>
      <ul className="panel-note import-kinds">
        <li>{panelMessage('import.notion')}</li>
        <li>{panelMessage('import.markdown')}</li>
        <li>{panelMessage('import.others')}</li>
        <li>{panelMessage('import.weft')}</li>
      </ul>
      <input
        ref={files}
        type="file"
        multiple
        accept={TYPES}
        hidden
        aria-label={panelMessage('import.files')}
        onChange={({ currentTarget }) => take(currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        hidden
        aria-label={panelMessage('import.folder')}
        onChange={({ currentTarget }) => take(currentTarget)}
      />
      <Progress work={work} onStop={() => stopping.current?.abort()} />
      <div className="panel-foot">
        <button
          type="button"
          className="button"
          disabled={work.kind === 'busy'}
          onClick={() => folder.current?.click()}
        >
          {panelMessage('import.folder')}
        </button>
        <button
          type="button"
          className="button button-main"
          disabled={work.kind === 'busy'}
          onClick={() => files.current?.click()}
        >
          {panelMessage('import.files')}
        </button>
      </div>
    </div>
  );
}

function doneWith({ count, lost }: Imported): WorkState {
  return {
    kind: 'done',
    words: panelMessage('import.done', { count }),
    missing: lost.map(({ path, why }: Lost) => `${path}: ${panelMessage(`lost.${why}`)}`),
  };
}
