import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { DocId } from '@weft/shared/protocol/ids';
import type { Documents } from './documents.ts';
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
import { Toolbar } from './toolbar.tsx';

interface PageProps {
  readonly id: DocId;
  readonly documents: Documents;
  readonly identity: Setting<Identity>;
  readonly uploads: UploadQueue;
  /** Opens the list of pages where it is not beside the page. */
  readonly menu: ReactNode;
}

/** One document: its title, its text, who is here, and what became of what was typed. */
export function Page({ id, documents, identity, uploads, menu }: PageProps) {
  const { documents: list } = useSyncExternalStore(documents.subscribe, documents.get);
  const listed = list?.find((info) => info.id === id);
  // Until the list is there, what most pages are; should it be the other, the page is opened anew.
  const session = useDocumentSession(
    id,
    listed?.format === 'lexical-v2' ? 'lexical-v2' : 'blocks',
    uploads,
  );
  const open = typeof session === 'object' ? session : undefined;
  const state = useProviderState(open?.provider);
  const [mount, setMount] = useState<EditorMount>();
  const formatting = mount?.formatting;
  const [failure, setFailure] = useState<'unloaded' | 'unreadable'>();
  const me = useSetting(identity);
  const known = listed?.title ?? '';

  useEffect(() => {
    const awareness = open?.provider.awareness;
    // The editor keeps the caret in the same state.
    awareness?.setLocalState({ ...awareness.getLocalState(), ...me });
  }, [open, me]);

  const [title, setTitle] = useState<string>();
  const retitle = useCallback(
    (text: string) => {
      setTitle(text);
      documents.rename(id, text);
    },
    [documents, id],
  );
  useEffect(() => () => documents.rename(id, undefined), [documents, id]);
  useEffect(() => {
    const named = title ?? known;
    document.title =
      named === '' && title === undefined
        ? message('app.name')
        : message('app.document-title', { title: named || message('pages.untitled') });
  }, [title, known]);

  const titleField = useRef<HTMLTextAreaElement>(null);
  const enterTitle = useCallback(() => {
    const field = titleField.current;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, []);

  const refused = !state.synced && state.save.kind === 'blocked' ? state.save.why : undefined;
  const guessed = refused === 'format-mismatch' && list === undefined;
  const why = session === 'failed' ? 'unloaded' : (failure ?? (guessed ? undefined : refused));
  if (why !== undefined && why !== 'device-storage') return <GonePage why={why} menu={menu} />;

  // What the server refuses as a whole takes no more text: it would only be lost.
  const frozen = state.link === 'blocked';
  const enterText = (): void => formatting?.enter();
  return (
    <>
      <PageBar
        menu={menu}
        format={open?.format ?? 'blocks'}
        tools={<Toolbar formatting={state.synced && !frozen ? formatting : undefined} />}
      >
        <SaveState
          state={state}
          onRetry={() => open?.provider[state.link === 'blocked' ? 'connect' : 'wake']()}
        />
        {open ? <People provider={open.provider} /> : null}
        <PageMenu actions={state.synced ? mount?.actions : undefined} />
      </PageBar>
      <main id="page" className="sheet" tabIndex={-1}>
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
          documents={documents}
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
      </main>
    </>
  );
}
