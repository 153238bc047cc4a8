import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** What is compressed already; trying again takes time and gains nothing. */
const PACKED =
  /\.(?:avif|docx|gif|gz|heic|jpe?g|m4a|mp3|mp4|odt|pdf|png|pptx|webm|webp|xlsx|zip)$/i;
/** Letters of text are worth this much work of nine. */
const LEVEL = 6;

/** A zip archive that is made a file at a time, so that only what is packed is held. */
export interface ArchiveWriter {
  add(path: string, contents: string | Uint8Array): void;
  /** The whole archive; nothing can be added afterwards. */
  finish(): Blob;
}

/** @param now when its files were made */
export function createArchiveWriter(now: Date): ArchiveWriter {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    pieces.push(piece);
  });
  return {
    add(path, contents) {
      const file = PACKED.test(path)
        ? new ZipPassThrough(path)
        : new ZipDeflate(path, { level: LEVEL });
      file.mtime = now;
      zip.add(file);
      file.push(typeof contents === 'string' ? strToU8(contents) : contents, true);
    },
    finish() {
      zip.end();
      return new Blob(pieces, { type: 'application/zip' });
    },
  };
}
