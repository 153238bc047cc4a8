import type { BlockContent } from '@weft/shared/model/content';
import { PAGE } from '@weft/shared/model/block-id';
import { contentsOf } from '@weft/shared/model/operations/copy';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { Page } from '@weft/shared/model/page';
import { Writer } from '@weft/shared/model/writer';
import { mintFileId, type DocId } from '@weft/shared/protocol/ids';
import { filePath } from '@weft/shared/protocol/routes';
import { cryptoRandom } from '../editor/random-source.ts';
import { createIndexedDbOutbox } from '../outbox/indexeddb-outbox.ts';
import type { Waiting } from '../pages/waiting.ts';
import type { Provider } from '../sync.ts';
import type { UploadQueue } from '../uploads.ts';
import { fileIn } from './file-source.ts';
import {
  openDocument,
  shownDocument,
  type OpenDocument,
  type OpenDocumentOptions,
  type PageFormat,
} from './open-document.ts';
import { diffText } from './title-text.ts';

/** A chunk of its own, with Yjs and the model: loaded when the text of a page is wanted that is not on screen. */

const outbox = createIndexedDbOutbox();

/** Blocks of an update: a request has its limit. */
const CHUNK = 50;

/** Calls a page so, whoever else has it open. Resolves once the server knows, or this device keeps it until it can be sent. */
export async function renameDocument(
  id: DocId,
  format: PageFormat,
  title: string,
  options: OpenDocumentOptions,
): Promise<void> {
  const rename = (opened: OpenDocument): void => entitle(opened, title);
  await withDocument(id, format, rename, { isDone: isKept, options });
}

/** Pages that have unsent text on this device. */
export const unsentDocuments = (): Promise<readonly DocId[]> => outbox.documents();

/** Sends what waits of a page; resolves with why it still waits, or with nothing. */
export async function deliverDocument(id: DocId, format: PageFormat): Promise<Waiting | undefined> {
  const { provider } = openDocument(id, format);
  const stateOf = (): Waiting | 'sent' | undefined => {
    const { save, synced, link } = provider;
    if (save.kind === 'blocked') return save.why;
    if (link === 'waiting') return 'waiting';
    return synced && save.kind === 'saved' ? 'sent' : undefined;
  };
  const state = await new Promise<Waiting | 'sent'>((resolve) => {
    const look = (): void => {
      const reached = stateOf();
      if (reached) resolve(reached);
    };
    for (const event of ['save', 'sync', 'link'] as const) provider.on(event, look);
    look();
  });
  await provider.destroy();
  return state === 'sent' ? undefined : state;
}

/** What is written on a page, as plain values. */
export async function readDocument(id: DocId, signal?: AbortSignal): Promise<BlockContent[]> {
  const read = ({ provider }: OpenDocument): BlockContent[] => {
    const page = new Page(provider.doc);
    const contents = contentsOf(page, page.children(PAGE));
    page.dispose();
    return contents;
  };
  const shown = shownDocument(id);
  if (shown?.format === 'blocks' && shown.provider.synced) return read(shown);
  return withDocument(id, 'blocks', read, { signal });
}

/** Writes it on a page, in the place of what is there; and calls it so, where a title is given. */
export async function writeDocument(
  id: DocId,
  { title, blocks }: { readonly title?: string; readonly blocks: readonly BlockContent[] },
  signal?: AbortSignal,
): Promise<void> {
  await withDocument(
    id,
    'blocks',
    (opened) => {
      if (title !== undefined) entitle(opened, title);
      const { provider } = opened;
      const page = new Page(provider.doc);
      const writer = new Writer({ page, random: cryptoRandom, now: Date.now });
      const before = page.children(PAGE);
      for (let at = 0; at < blocks.length; at += CHUNK) {
        insertBlocks(writer, blocks.slice(at, at + CHUNK), PAGE, page.children(PAGE).length);
      }
      if (blocks.length > 0) removeBlocks(writer, before);
      page.dispose();
    },
    { signal },
  );
}

function entitle({ title: text, provider }: OpenDocument, title: string): void {
  const edit = diffText(text.toString(), title);
  if (!edit) return;
  provider.doc.transact(() => {
    if (edit.remove > 0) text.delete(edit.index, edit.remove);
    if (edit.insert !== '') text.insert(edit.index, edit.insert);
  });
}

/** A copy of what is on a page, with files of its own: those of a page go with it. */
export async function copyFiles(
  contents: readonly BlockContent[],
  to: DocId,
  uploads: UploadQueue,
  signal: AbortSignal,
): Promise<BlockContent[]> {
  const all: BlockContent[] = [];
  // One after the other: each may be large.
  for (const content of contents) {
    const { children, table, props } = content;
    const rows = [];
    for (const row of table?.rows ?? []) {
      const cells = [];
      for (const cell of row.cells) cells.push(await copyFiles(cell, to, uploads, signal));
      rows.push({ ...row, cells });
    }
    all.push({
      ...content,
      ...(props && { props: await copyFile(props, to, uploads, signal) }),
      ...(children && { children: await copyFiles(children, to, uploads, signal) }),
      ...(table && { table: { ...table, rows } }),
    });
  }
  return all;
}

type Props = NonNullable<BlockContent['props']>;

async function copyFile(
  props: Props,
  to: DocId,
  uploads: UploadQueue,
  signal: AbortSignal,
): Promise<Props> {
  const { source, name } = props;
  const file = typeof source === 'string' ? fileIn(source) : undefined;
  if (!file) return props;
  const answer = await fetch(uploads.urlOf(file), { signal });
  // A file that is gone is gone in the copy too.
  if (answer.status === 404 || answer.status === 410) return props;
  if (!answer.ok) throw new Error(`file: ${answer.status}`);
  const id = mintFileId((length) => crypto.getRandomValues(new Uint8Array(length)));
  const blob = await answer.blob();
  await uploads.add({ id, doc: to, name: typeof name === 'string' ? name : 'file', blob });
  return { ...props, source: filePath(id) };
}

async function withDocument<T>(
  id: DocId,
  format: PageFormat,
  work: (opened: OpenDocument) => T,
  { signal, isDone = isSaved, options }: WorkOptions = {},
): Promise<T> {
  const opened = openDocument(id, format, options);
  try {
    await until(opened.provider, isCurrent, signal);
    const result = work(opened);
    await until(opened.provider, isDone, signal);
    return result;
  } finally {
    await opened.provider.destroy();
  }
}

interface WorkOptions {
  readonly signal?: AbortSignal | undefined;
  /** When there is nothing more to wait for after the work; by default once the server has it. */
  readonly isDone?: (provider: Provider) => boolean;
  readonly options?: OpenDocumentOptions;
}

/** What this device has of a page may be of yesterday: it is enough only where nobody can be asked. */
const isCurrent = ({ link, synced }: Provider): boolean =>
  link === 'live' || (synced && (link === 'waiting' || link === 'off'));
const isSaved = ({ save }: Provider): boolean => save.kind === 'saved';
const isKept = ({ save }: Provider): boolean => save.kind === 'saved' || save.kind === 'local';

/** Waits through this many breaks of the network for a document that is not on this device. */
const PATIENCE = 3;

/** Waits for the network; rejects where the server refuses the document, and where it cannot be asked for it. */
function until(
  provider: Provider,
  isDone: (provider: Provider) => boolean,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let breaks = 0;
    const end = (settle: () => void): void => {
      for (const event of EVENTS) provider.off(event, look);
      provider.off('link', count);
      signal?.removeEventListener('abort', stop);
      settle();
    };
    const fail = (code: string): void =>
      end(() => reject(Object.assign(new Error(code), { code })));
    const stop = (): void => end(() => reject(signal!.reason as Error));
    const look = (): void => {
      if (isDone(provider)) return end(resolve);
      const { save } = provider;
      if (save.kind === 'blocked') fail(save.why);
    };
    const count = (): void => {
      look();
      if (provider.link === 'waiting') breaks += 1;
      if (!provider.synced && breaks >= PATIENCE) fail('unreachable');
    };
    for (const event of EVENTS) provider.on(event, look);
    provider.on('link', count);
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    else look();
  });
}

const EVENTS = ['save', 'sync'] as const;
