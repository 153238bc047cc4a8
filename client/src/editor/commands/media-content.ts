import type { BlockContent } from '@weft/shared/model/content';
import { propOf } from '@weft/shared/model/registry';
import type { MediaFiles } from '../media-files.ts';
import { measured } from './measured.ts';

/** Pictures that browsers show and that the server gives out as such; an SVG can hold a script, and is a file. */
const PICTURES = /^image\/(?:png|jpeg|gif|webp|avif|bmp)$/;

/** What is on this device says its size at once. */
const LOCAL_PATIENCE_MS = 1_000;
const WEB_PATIENCE_MS = 3_000;

/** Types of block that show a file. */
export type FileBlockType = 'image' | 'video' | 'audio' | 'file';

/** The type of block that a file of a type becomes. */
function blockTypeOfFile(type: string): FileBlockType {
  if (PICTURES.test(type)) return 'image';
  if (type.startsWith('video/')) return 'video';
  return type.startsWith('audio/') ? 'audio' : 'file';
}

/** Measures a file of this device and hands it to be sent; answers the block that shows it. */
export async function contentOfFile(
  files: MediaFiles,
  file: Blob,
  name: string,
): Promise<BlockContent> {
  const type = blockTypeOfFile(file.type);
  const url = type === 'image' || type === 'video' ? URL.createObjectURL(file) : undefined;
  const size =
    url !== undefined && (type === 'image' || type === 'video')
      ? await measured(type, url, LOCAL_PATIENCE_MS)
      : undefined;
  if (url !== undefined) URL.revokeObjectURL(url);
  const source = files.add(file, name);
  const props = { source, name, size: file.size, ...size };
  return { type, props: known(type, props) };
}

/** The blocks that show files, in their order. */
export function contentsOfFiles(
  files: MediaFiles,
  picked: readonly File[],
): Promise<BlockContent[]> {
  return Promise.all(picked.map((file) => contentOfFile(files, file, file.name)));
}

/** The block of a type that shows what is at an address of the web. */
export async function contentOfAddress(
  type: FileBlockType,
  address: string,
): Promise<BlockContent> {
  const isSeen = type === 'image' || type === 'video';
  const secure = address.replace(/^http:/i, 'https:');
  const size = isSeen ? await measured(type, secure, WEB_PATIENCE_MS) : undefined;
  return { type, props: known(type, { source: address, ...size }) };
}

/** Without what the type has no prop for, and what is its default. */
function known(type: FileBlockType, props: { readonly [prop: string]: string | number }) {
  return Object.fromEntries(
    Object.entries(props).filter(([prop, value]) => {
      const shape = propOf(type, prop);
      return shape?.accepts(value) === true && shape.fallback !== value;
    }),
  );
}
