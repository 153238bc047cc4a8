import type { ErrorCode } from '@weft/shared/protocol/errors';
import { type DocId, type FileId, mintFileId } from '@weft/shared/protocol/ids';
import { filePath } from '@weft/shared/protocol/routes';
import type { MediaFiles, MediaFileState } from '../editor/media-files.ts';
import type { UploadQueue } from '../uploads.ts';
import { fileIn } from './file-source.ts';
import { message } from '../words/messages.ts';
import { failureReason } from '../words/failure-words.ts';

export interface MediaFilesOptions {
  readonly doc: DocId;
  readonly uploads: UploadQueue;
}

/** The files of a page over the uploads of the app. A `source` is the path of a file, which every server knows. */
export function createMediaFiles({
  doc,
  uploads,
}: MediaFilesOptions): MediaFiles & { dispose(): void } {
  const listeners = new Set<() => void>();
  /** Files for which this device had no room: it knows no more of them than this window. */
  const left = new Map<FileId, { readonly blob: Blob; readonly name: string }>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const stop = uploads.subscribe(tell);
  addEventListener('online', tell);
  addEventListener('offline', tell);

  async function keep(id: FileId, blob: Blob, name: string): Promise<void> {
    left.delete(id);
    const kept = await uploads.add({ id, doc, name, blob });
    if (kept !== 'no-room') return;
    left.set(id, { blob, name });
    tell();
  }

  return {
    add(blob, name) {
      const id = mintFileId((length) => crypto.getRandomValues(new Uint8Array(length)));
      void keep(id, blob, name);
      return filePath(id);
    },
    urlOf(source) {
      const id = fileIn(source);
      return id && uploads.urlOf(id);
    },
    async isThere(source) {
      const id = fileIn(source);
      if (!id) return undefined;
      const answer = await fetch(uploads.urlOf(id), { method: 'HEAD' }).catch(() => undefined);
      return answer && (answer.ok || answer.status === 404 ? answer.ok : undefined);
    },
    stateOf(source) {
      const id = fileIn(source);
      if (!id) return undefined;
      if (left.has(id))
        return {
          kind: 'refused',
          why: message('media.not-uploaded', { why: message('media.no-room') }),
        };
      return stateFrom(uploads, id);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry(source) {
      const id = fileIn(source);
      const again = id && left.get(id);
      if (id && again) void keep(id, again.blob, again.name);
      else if (id) uploads.retry(id);
    },
    remove(source) {
      const id = fileIn(source);
      if (!id) return;
      left.delete(id);
      void uploads.remove(id);
    },
    dispose() {
      stop();
      removeEventListener('online', tell);
      removeEventListener('offline', tell);
      listeners.clear();
    },
  };
}

function stateFrom(uploads: UploadQueue, id: FileId): MediaFileState | undefined {
  const state = uploads.stateOf(id);
  if (state?.kind === 'waiting') return { kind: 'waiting', isOffline: !navigator.onLine };
  if (state?.kind === 'refused')
    return { kind: 'refused', why: message('media.not-uploaded', { why: whyNot(state.code) }) };
  if (state?.kind === 'done') return { kind: 'done' };
  return state;
}

/** Why a file was refused, where that is about the file. */
function whyNot(code: ErrorCode): string {
  if (code === 'body-too-large') return message('media.too-large');
  return code === 'body-empty' ? message('media.empty') : failureReason({ code });
}
