import { createFolderNames, type FolderNames } from './file-names.ts';

/** A page that is to be taken along. */
export interface ExportedPage {
  readonly id: string;
  readonly title: string;
  readonly icon: string;
  readonly cover: string;
  /** The page that it lies in, if that is taken along as well. */
  readonly parent: string | null;
}

/** Where each page is put: beside the page that it lies in there is a folder of that name. */
export function pathsOf(
  pages: readonly ExportedPage[],
  extension: string,
  untitled: string,
): Map<string, string> {
  const folders = new Map<string | null, { readonly path: string; readonly names: FolderNames }>();
  const paths = new Map<string, string>();
  const folderOf = (parent: string | null) => {
    const known = folders.get(parent);
    if (known) return known;
    const path = parent === null ? '' : `${paths.get(parent)!.slice(0, -extension.length)}/`;
    const made = { path, names: createFolderNames(untitled) };
    // What a page's files are called is no page's name.
    if (parent === null) for (const own of ['files', 'index', 'style']) made.names.take(own, '');
    folders.set(parent, made);
    return made;
  };
  for (const { id, title, parent } of pages) {
    const folder = folderOf(parent);
    paths.set(id, folder.path + folder.names.take(title, extension));
  }
  return paths;
}
