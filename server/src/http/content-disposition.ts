import type { FileRecord } from '../files/file-records.ts';

/** What a browser may show by itself: it runs nothing in these. PDF is not among them, for it may hold scripts. */
const SHOWN: ReadonlySet<string> = new Set([
  'image/avif',
  'image/bmp',
  'image/gif',
  'image/heic',
  'image/jpeg',
  'image/png',
  'image/webp',
  'audio/aac',
  'audio/flac',
  'audio/mp4',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'video/mp4',
  'video/quicktime',
  'video/webm',
]);

/** The header that says whether a file is shown or saved, and its name in both spellings of RFC 6266. */
export function contentDisposition({ type, name }: Pick<FileRecord, 'type' | 'name'>): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const exact = encodeURIComponent(name).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const place = SHOWN.has(type) ? 'inline' : 'attachment';
  return `${place}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
