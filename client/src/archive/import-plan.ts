import type { ArchivedFile } from './archive-reader.ts';

/** How a file is read. */
export type SourceKind = 'markdown' | 'html' | 'text' | 'docx' | 'csv';

/** A page that is to be made. */
export interface PlannedPage {
  /** Of its file, or of its folder where it has no file of its own. */
  readonly path: string;
  /** What its name says; its text may know better. */
  readonly title: string;
  /** The path of the page that it lies in. */
  readonly parent: string | undefined;
  readonly source: { readonly kind: SourceKind; readonly file: ArchivedFile } | undefined;
}

export interface ImportPlan {
  /** What lies in a page comes after it. */
  readonly pages: readonly PlannedPage[];
  /** Everything else, by path: pictures and such, which pages may show. */
  readonly others: ReadonlyMap<string, ArchivedFile>;
}

const KINDS: Readonly<Record<string, SourceKind>> = {
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  html: 'html',
  htm: 'html',
  docx: 'docx',
  csv: 'csv',
};

/** The id that Notion puts behind each name. */
const NOTION_ID = /[ -][0-9a-f]{32}$/i;
/** Notion's second table of a database, with all of its rows; the first has those of one view. */
const ALL_ROWS = /_all$/;

/**
 * Which pages files make, and how these lie in each other: a file's pages are in the folder of its name. A folder without a
 * file is a page that only holds others, but for one around everything.
 */
export function planImport(files: readonly ArchivedFile[]): ImportPlan {
  const sources = new Map<string, { kind: SourceKind; file: ArchivedFile; title: string }>();
  const others = new Map<string, ArchivedFile>();
  const around = commonFolder(files);
  /** What files are called that share a name but for Notion's id, by their path without an extension. */
  const exact = new Map<string, string>();
  const keyOf = (stem: string): string => {
    const known = exact.get(stem);
    if (known !== undefined) return known;
    const cut = stem.lastIndexOf('/');
    const name = stem.slice(cut + 1).replace(NOTION_ID, '');
    return cut === -1 ? name : `${keyOf(stem.slice(0, cut))}/${name}`;
  };
  // A page before what lies in its folder.
  for (const file of files.toSorted((a, b) => depthOf(a) - depthOf(b))) {
    const inner = file.path.slice(around.length);
    const [, stem = inner, extension = ''] = /^(.*)\.([a-z0-9]+)$/is.exec(inner) ?? [];
    const kind = KINDS[extension.toLowerCase()];
    // The pages that an export of ours, or Notion's, lists all pages on say nothing of their own.
    if (kind === 'html' && /^index$/i.test(stem) && files.length > 1) continue;
    if (!kind) {
      others.set(file.path, file);
      continue;
    }
    const whole = kind === 'csv' ? stem.replace(ALL_ROWS, '') : stem;
    let key = keyOf(whole);
    const known = sources.get(key);
    if (known?.kind === 'csv' && kind === 'csv') {
      // Of a database the whole is taken.
      if (ALL_ROWS.test(stem)) sources.set(key, { ...known, file });
      continue;
    }
    if (known) {
      // Another page of the same name.
      key = unusedKey(whole, sources);
      exact.set(whole, key);
    }
    sources.set(key, { kind, file, title: titleOf(whole) });
  }
  const pages = new Map<string, PlannedPage>();
  const make = (key: string): PlannedPage => {
    const made = pages.get(key);
    if (made) return made;
    const parentKey = key.includes('/') ? key.slice(0, key.lastIndexOf('/')) : undefined;
    const parent = parentKey === undefined ? undefined : make(parentKey);
    const source = sources.get(key);
    const page: PlannedPage = {
      path: source?.file.path ?? around + key,
      title: source?.title ?? titleOf(key),
      parent: parent?.path,
      source,
    };
    pages.set(key, page);
    return page;
  };
  for (const key of sources.keys()) make(key);
  return { pages: [...pages.values()], others };
}

/** The folder that all files lie in, with `/` at its end. */
function commonFolder(files: readonly ArchivedFile[]): string {
  const [first, ...rest] = files;
  let folder = first ? first.path.slice(0, first.path.lastIndexOf('/') + 1) : '';
  for (const { path } of rest) {
    while (!path.startsWith(folder))
      folder = folder.slice(0, folder.slice(0, -1).lastIndexOf('/') + 1);
  }
  return folder;
}

const depthOf = ({ path }: ArchivedFile): number => path.split('/').length;

function unusedKey(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  let key = wanted;
  for (let count = 2; taken.has(key); count++) key = `${wanted} (${count})`;
  return key;
}

const titleOf = (key: string): string =>
  key
    .slice(key.lastIndexOf('/') + 1)
    .replace(NOTION_ID, '')
    .trim();
