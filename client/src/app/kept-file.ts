import { mintFileId, type DocId } from '@weft/shared/protocol/ids';
import { filePath } from '@weft/shared/protocol/routes';
import type { UploadQueue } from '../uploads.ts';

/** Makes a file one of a document. Resolves with its path once the server has it; rejects with why it does not. */
export async function keepFile(uploads: UploadQueue, doc: DocId, file: File): Promise<string> {
  const id = mintFileId((length) => crypto.getRandomValues(new Uint8Array(length)));
  let stop = (): void => undefined;
  try {
    return await new Promise((resolve, reject) => {
      const fail = (code: string): void => reject(Object.assign(new Error(code), { code }));
      stop = uploads.subscribe((one, state) => {
        if (one !== id) return;
        if (state?.kind === 'done') resolve(filePath(id));
        if (state?.kind === 'refused') fail(state.code);
      });
      uploads.add({ id, doc, name: file.name, blob: file }).then((kept) => {
        if (kept === 'no-room') fail('device-storage');
      }, reject);
    });
  } finally {
    stop();
  }
}
