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
import type { Provider } from '../sync.ts';
import type { UploadQueue } from '../uploads.ts';
import { fileIn } from './file-source.ts';
import { openDocument, type OpenDocument, type PageFormat } from './open-document.ts';
import { diffText } from './title-text.ts';

/** A chunk of its own, with Yjs and the model: loaded when the text of a page is wanted that is not on screen. */

/** Blocks of an update: a request has its limit. */
const CHUNK = 50;

/** Calls a page so, whoever else has it open. Resolves once the server knows, or refuses. */
export async function renameDocument(id: DocId, format: PageFormat, title: string): Promise<void> {
  await withDocument(id, format, ({ title: text, provider }) => {
    const edit = diffText(text.toString(), title);
    if (!edit) return;
    provider.doc.transact(() => {
      if (edit.remove > 0) text.delete(edit.index, edit.remove);
      if (edit.insert !== '') text.insert(edit.index, edit.insert);
    });
  });
}

/** What is written on a page, as plain values. */
export async function readDocument(id: DocId, signal?: AbortSignal): Promise<BlockContent[]> {
  return withDocument(
    id,
    'blocks',
    ({ provider }) => {
      const page = new Page(provider.doc);
      const contents = contentsOf(page, page.children(PAGE));
      page.dispose();
      return contents;
    },
    signal,
  );
}

/** Writes it on a page, in the place of what is there. */
export async function writeDocument(
  id: DocId,
  contents: readonly BlockContent[],
  signal?: AbortSignal,
): Promise<void> {
  await withDocument(
    id,
    'blocks',
    ({ provider }) => {
      const page = new Page(provider.doc);
      const writer = new Writer({ page, random: cryptoRandom, now: Date.now });
      const before = page.children(PAGE);
      for (let at = 0; at < contents.length; at += CHUNK) {
        insertBlocks(writer, contents.slice(at, at + CHUNK), PAGE, page.children(PAGE).length);
      }
      if (contents.length > 0) removeBlocks(writer, before);
      page.dispose();
    },
    signal,
  );
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
  signal?: AbortSignal,
): Promise<T> {
  const opened = openDocument(id, format);
  try {
    await until(opened.provider, ({ synced }) => synced, signal);
    const result = work(opened);
    await until(opened.provider, ({ save }) => save.kind === 'saved', signal);
    return result;
  } finally {
    await opened.provider.destroy();
  }
}

/** Waits for the network as long as it takes; rejects where the server refuses the document. */
function until(
  provider: Provider,
  isDone: (provider: Provider) => boolean,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      provider.off('save', look);
      provider.off('sync', look);
      signal?.removeEventListener('abort', stop);
      settle();
    };
    const stop = (): void => end(() => reject(signal!.reason as Error));
    const look = (): void => {
      if (isDone(provider)) return end(resolve);
      const { save } = provider;
      if (save.kind === 'blocked')
        end(() => reject(Object.assign(new Error('blocked'), { code: save.why })));
    };
    provider.on('save', look);
    provider.on('sync', look);
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    else look();
  });
}
