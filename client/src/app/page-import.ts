import { MAX_TITLE_LENGTH } from '@weft/shared/protocol/limits';
import { mintFileId, type DocId, type FileId } from '@weft/shared/protocol/ids';
import { filePath } from '@weft/shared/protocol/routes';
import { type Imported, importPages, type ImportPorts } from '../archive/import-pages.ts';
import { documentHref } from '../navigation/route.ts';
import type { ImportWanted } from '../pages/page-archive.ts';
import type { Pages } from '../pages/pages.ts';
import { lastPlaceIn } from '../tree/tree-places.ts';
import type { UploadQueue } from '../uploads.ts';
import { writeDocument } from './page-documents.ts';
import { clampTitle } from './title-text.ts';

/** Makes pages of files that a person chose. */
export async function takeInPages(
  pages: Pages,
  uploads: UploadQueue,
  { files, ...options }: ImportWanted,
): Promise<Imported> {
  const chosen = [];
  for (const { path, file } of files) {
    options.signal.throwIfAborted();
    chosen.push({ path, bytes: new Uint8Array(await file.arrayBuffer()) });
  }
  return importPages(chosen, portsOf(pages, uploads), options);
}

function portsOf(pages: Pages, uploads: UploadQueue): ImportPorts {
  return {
    mint: pages.mint,
    async create({ id, parent, icon, cover }) {
      const place = lastPlaceIn(pages.get().forest!, parent as DocId | null);
      await pages.create({ id: id as DocId, place, icon, cover });
      await pages.made(id as DocId);
    },
    async write(page, { title, blocks }, signal) {
      const name = clampTitle(title.replaceAll(/\s+/g, ' '), MAX_TITLE_LENGTH);
      await writeDocument(page as DocId, { title: name, blocks }, signal);
    },
    async upload(page, name, blob, signal) {
      const id = mintFileId((length) => crypto.getRandomValues(new Uint8Array(length)));
      const kept = await uploads.add({ id, doc: page as DocId, name, blob });
      if (kept === 'no-room') throw new Error('no room');
      // One after the other: what waits is on this device, where there is not room for all.
      await sent(uploads, id, signal);
      return filePath(id);
    },
    discard: (page) => pages.trash(page as DocId),
    hrefOf: (page) => documentHref(page as DocId),
  };
}

/** Resolves once the server has the file, rejects where it refuses it. */
function sent(uploads: UploadQueue, id: FileId, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      stop();
      signal.removeEventListener('abort', giveUp);
      settle();
    };
    const look = (): void => {
      const kind = uploads.stateOf(id)?.kind;
      if (kind === undefined || kind === 'done') end(resolve);
      else if (kind === 'refused') {
        void uploads.remove(id);
        end(() => reject(new Error('refused')));
      }
    };
    const giveUp = (): void => {
      void uploads.remove(id);
      end(() => reject(signal.reason as Error));
    };
    const stop = uploads.subscribe((changed) => changed === id && look());
    signal.addEventListener('abort', giveUp);
    if (signal.aborted) giveUp();
    else look();
  });
}
