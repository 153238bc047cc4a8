import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { EditorMount, EditorMountOptions } from './editor-mount.ts';
import type { Identity } from './identity.ts';
import type { TextDirection } from '../editor/text-direction.ts';
import { message } from '../words/messages.ts';
import type { OpenDocument, PageFormat } from './open-document.ts';
import { PageLines } from './page-lines.tsx';
import type { Workspace } from '../pages/workspace.ts';
import type { UploadQueue } from '../uploads.ts';
import type { Setting } from '../widgets/setting.ts';

interface EditorAreaProps {
  readonly workspace: Workspace;
  /** `undefined` while the document is being opened. */
  readonly document: OpenDocument | undefined;
  /** Whether the document has been seen whole: until then there are grey lines where its text will be. */
  readonly synced: boolean;
  /** Of the page's title; that of lines above which there are no words. */
  readonly direction: TextDirection | undefined;
  /** The server takes no more changes. */
  readonly frozen: boolean;
  readonly identity: Setting<Identity>;
  readonly uploads: UploadQueue;
  /** The caret goes up from the first line. */
  readonly onLeave: () => void;
  /** The editor is there, or gone again. */
  readonly onMount: (mount: EditorMount | undefined) => void;
  /** The editor did not load, or cannot show what is in the document. */
  readonly onFailure: (why: 'unloaded' | 'unreadable') => void;
}

/** Each is a chunk of its own: an editor is most of the app. */
const EDITORS: Readonly<
  Record<PageFormat, () => Promise<(options: EditorMountOptions) => EditorMount>>
> = {
  blocks: async () => (await import('./block-mount.tsx')).mountBlockEditor,
  'lexical-v2': async () => (await import('./lexical-mount.ts')).mountLexicalEditor,
};

/** The text of the page. It has its place from the start; only what is in it changes. */
export function EditorArea(props: EditorAreaProps) {
  const { workspace, document, direction, synced, frozen, identity, uploads } = props;
  const { onMount, onFailure, onLeave } = props;
  const root = useRef<HTMLDivElement>(null);
  const carets = useRef<HTMLDivElement>(null);
  const [mounted, setMounted] = useState<EditorMount>();
  const [empty, setEmpty] = useState(false);
  const [controls, setControls] = useState<ReactNode>();
  const [outdated, setOutdated] = useState(false);

  useEffect(() => {
    let over = false;
    let mount: EditorMount | undefined;
    // Begun before there is a document: both are on their way at once.
    EDITORS[document?.format ?? 'blocks']().then(
      (mountEditor) => {
        if (over || !document || !root.current || !carets.current) return;
        mount = mountEditor({
          id: document.id,
          workspace,
          root: root.current,
          carets: carets.current,
          provider: document.provider,
          identity,
          uploads,
          onEmpty: setEmpty,
          onLeave,
          onControls: setControls,
          onOutdated: () => setOutdated(true),
          onUnreadable: () => onFailure('unreadable'),
        });
        setMounted(mount);
        onMount(mount);
      },
      () => {
        if (!over) onFailure('unloaded');
      },
    );
    return () => {
      over = true;
      setMounted(undefined);
      setControls(undefined);
      setOutdated(false);
      onMount(undefined);
      mount?.dispose();
    };
  }, [workspace, document, identity, uploads, onLeave, onMount, onFailure]);

  useEffect(() => {
    if (frozen) mounted?.freeze();
    return frozen ? mounted?.thaw : undefined;
  }, [mounted, frozen]);

  const ready = mounted !== undefined && synced;
  return (
    <div className="editor-area" data-ready={ready} data-empty={ready && empty}>
      <PageLines />
      {outdated ? (
        <p className="sheet-note" role="status">
          {message('page.outdated')}
        </p>
      ) : null}
      <div className="editor-invitation" dir={direction} aria-hidden="true">
        {message('page.placeholder')}
      </div>
      {/* Lexical takes a direction off the element that is its own. */}
      <div dir={direction}>
        <div ref={root} id="editor" className="editor" aria-label={message('page.body')} />
      </div>
      <div ref={carets} className="editor-carets" aria-hidden="true" />
      {controls}
    </div>
  );
}
