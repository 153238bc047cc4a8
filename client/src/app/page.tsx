import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { DocId } from '@weft/shared/protocol/ids';
import { Breadcrumbs } from '../sidebar/breadcrumbs.tsx';
import { PageHead } from '../sidebar/page-head.tsx';
import { isTrashed } from '@weft/shared/pages/page-tree';
import { usePages } from '../sidebar/use-pages.ts';
import { visit, type Workspace } from '../pages/workspace.ts';
import { documentHref, parsePath } from '../navigation/route.ts';
import { navigate } from '../navigation/router.ts';
import { useDocumentSession } from './document-session.ts';
import { EditorArea } from './editor-area.tsx';
import type { EditorMount } from './editor-mount.ts';
import { GonePage } from './gone-page.tsx';
import type { Identity } from './identity.ts';
import { textDirection } from '../editor/text-direction.ts';
import { message } from '../words/messages.ts';
import { PageMenu } from './page-menu.tsx';
import { PageBar } from './page-bar.tsx';
import { People } from './people.tsx';
import { useProviderState } from './provider-state.ts';
import { SaveState } from './save-state.tsx';
import type { UploadQueue } from '../uploads.ts';
import type { Setting } from '../widgets/setting.ts';
import { useSetting } from '../widgets/use-setting.ts';
import { Title } from './title.tsx';
import { useLate } from './use-late.ts';

interface PageProps {
  readonly id: DocId;
  readonly workspace: Workspace;
  readonly identity: Setting<Identity>;
  readonly uploads: UploadQueue;
  /** Opens the list of pages where it is not beside the page. */
  readonly menu: ReactNode;
  /** One can type, or never will be able to: what is not needed for that may come now. */
  readonly onReady: () => void;
}

const loadHeadTools = async () => (await import('../sidebar/head-tools.tsx')).HeadTools;
const loadToolbar = async () => (await import('./toolbar.tsx')).Toolbar;
const loadTrashedNote = async () => (await import('../sidebar/trashed-note.tsx')).TrashedNote;
const loadBacklinks = async () => (await import('../sidebar/backlinks.tsx')).Backlinks;

/** So long a title stays as it is before the address follows it, milliseconds. */
const SLUG_MS = 1_000;

/** One document: its title, its text, who is here, and what became of what was typed. */
export function Page({ id, workspace, identity, uploads, menu, onReady }: PageProps) {
  const { pages } = workspace;
  const { forest, isLive } = usePages(pages);
  const node = forest?.get(id);
  // Until the list is there, what most pages are; should it be the other, the page is opened anew.
  const session = useDocumentSession(
    id,
    node?.format === 'lexical-v2' ? 'lexical-v2' : 'blocks',
    pages,
    uploads,
  );
  const open = typeof session === 'object' ? session : undefined;
  const state = useProviderState(open?.provider);
  const [mount, setMount] = useState<EditorMount>();
  const formatting = mount?.formatting;
  const [failure, setFailure] = useState<'unloaded' | 'unreadable'>();
  const me = useSetting(identity);
  const known = node?.title ?? '';

  useEffect(() => {
    const awareness = open?.provider.awareness;
    // The editor keeps the caret in the same state.
    awareness?.setLocalState({ ...awareness.getLocalState(), ...me });
  }, [open, me]);

  const [title, setTitle] = useState<string>();
  const retitle = useCallback(
    (text: string) => {
      setTitle(text);
      pages.entitle(id, text);
    },
    [pages, id],
  );
  useEffect(() => () => pages.entitle(id, undefined), [pages, id]);
  useEffect(() => {
    const named = title ?? known;
    document.title =
      named === '' && title === undefined
        ? message('app.name')
        : message('app.document-title', { title: named || message('pages.untitled') });
  }, [title, known]);

  const refused = !state.synced && state.save.kind === 'blocked' ? state.save.why : undefined;
  const guessed = refused === 'format-mismatch' && !node && !isLive;
  const why = session === 'failed' ? 'unloaded' : (failure ?? (guessed ? undefined : refused));
  const isReady = (mount !== undefined && state.synced) || why !== undefined;
  useEffect(() => {
    if (isReady) onReady();
  }, [isReady, onReady]);
  const HeadTools = useLate(loadHeadTools, isReady);
  const Tools = useLate(loadToolbar, isReady);
  const isInTrash = forest !== undefined && isTrashed(forest, id);
  const Trashed = useLate(loadTrashedNote, isInTrash);
  const Links = useLate(loadBacklinks, isReady);
  const isListed = node !== undefined;
  useEffect(() => {
    if (isListed) visit(workspace, id);
  }, [workspace, id, isListed]);
  // The address says what the page is called, once that has been so for a moment.
  useEffect(() => {
    const named = title ?? known;
    const timer = setTimeout(() => {
      const here = parsePath(location.pathname);
      const href = documentHref(id, named);
      const isElsewhere = here.kind !== 'document' || here.id !== id || location.pathname === href;
      if (!isElsewhere) navigate(href + location.hash, { replace: true, scroll: false });
    }, SLUG_MS);
    return () => clearTimeout(timer);
  }, [id, title, known]);

  const titleField = useRef<HTMLTextAreaElement>(null);
  const enterTitle = useCallback(() => {
    const field = titleField.current;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);

  if (why !== undefined && why !== 'device-storage') return <GonePage why={why} menu={menu} />;

  // What the server refuses as a whole takes no more text: it would only be lost.
  const frozen = state.link === 'blocked';
  const enterText = (): void => formatting?.enter();
  return (
    <>
      <PageBar
        menu={menu}
        format={open?.format ?? 'blocks'}
        path={node ? <Breadcrumbs workspace={workspace} page={node} /> : null}
        tools={
          Tools ? <Tools formatting={state.synced && !frozen ? formatting : undefined} /> : null
        }
      >
        <SaveState
          state={state}
          onRetry={() => open?.provider[state.link === 'blocked' ? 'connect' : 'wake']()}
        />
        {open ? <People provider={open.provider} /> : null}
        <PageMenu actions={state.synced ? mount?.actions : undefined} />
      </PageBar>
      <main id="page" className="sheet" tabIndex={-1}>
        {node && Trashed ? <Trashed workspace={workspace} page={node} /> : null}
        <PageHead
          workspace={workspace}
          page={node}
          isFrozen={frozen}
          keepFile={async (file) => (await import('./kept-file.ts')).keepFile(uploads, id, file)}
          Tools={HeadTools}
        />
        <Title
          title={state.synced ? open?.title : undefined}
          known={known}
          frozen={frozen}
          onChange={retitle}
          field={titleField}
          onLeave={enterText}
        />
        {!state.synced && state.link === 'waiting' ? (
          <p className="sheet-note" role="status">
            {message('page.offline')}
          </p>
        ) : null}
        <EditorArea
          workspace={workspace}
          document={open}
          direction={textDirection(title ?? known)}
          synced={state.synced}
          frozen={frozen}
          identity={identity}
          uploads={uploads}
          onLeave={enterTitle}
          onMount={setMount}
          onFailure={setFailure}
        />
        {state.synced && node && Links ? <Links workspace={workspace} page={id} /> : null}
      </main>
    </>
  );
}
