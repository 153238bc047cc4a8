import * as v from 'valibot';
import type { BlockContent } from '@weft/shared/model/content';
import { JSON_KIND, JSON_VERSION } from './export-pages.ts';
import type { ExportedPage } from './export-plan.ts';
import type { ArchivedFile } from './archive-reader.ts';

/** Pages that Weft wrote itself, as they were. */
export interface Restored {
  /** The outer ones before what lies in them. */
  readonly pages: readonly (ExportedPage & { readonly blocks: readonly BlockContent[] })[];
  /** The file that a source stands for. */
  readonly fileOf: (source: string) => ArchivedFile | undefined;
  /** Paths of all files but the list. */
  readonly unread: readonly string[];
}

const PAGES = 'pages.json';

const Run = v.looseObject({ marks: v.record(v.string(), v.any()) });
const Block: v.GenericSchema<BlockContent> = v.looseObject({
  type: v.string(),
  props: v.optional(v.record(v.string(), v.any())),
  runs: v.optional(v.array(Run)),
  children: v.optional(v.array(v.lazy(() => Block))),
  table: v.optional(
    v.looseObject({
      columns: v.array(v.looseObject({})),
      rows: v.array(v.looseObject({ cells: v.array(v.array(v.lazy(() => Block))) })),
    }),
  ),
}) as never;
const Whole = v.object({
  kind: v.literal(JSON_KIND),
  version: v.literal(JSON_VERSION),
  pages: v.array(
    v.object({
      id: v.string(),
      title: v.string(),
      icon: v.string(),
      cover: v.string(),
      parent: v.nullable(v.string()),
      blocks: v.array(Block),
    }),
  ),
  files: v.record(v.string(), v.string()),
});

/** What an archive of format `json` holds; `undefined` for any other. */
export function restorePlan(files: readonly ArchivedFile[]): Restored | undefined {
  const list = files.find(({ path }) => path === PAGES || path.endsWith(`/${PAGES}`));
  if (!list) return undefined;
  let told: unknown;
  try {
    told = JSON.parse(new TextDecoder().decode(list.bytes));
  } catch {
    return undefined;
  }
  const { success, output } = v.safeParse(Whole, told);
  if (!success) return undefined;
  const folder = list.path.slice(0, -PAGES.length);
  const byPath = new Map(files.map((file) => [file.path, file]));
  return {
    pages: outerFirst(output.pages),
    fileOf: (source) => byPath.get(folder + output.files[source]),
    unread: files.filter((file) => file !== list).map(({ path }) => path),
  };
}

/** Whoever wrote the list, a page comes after the one that it lies in; what lies in itself, or nowhere, is at the top. */
function outerFirst<P extends ExportedPage>(pages: readonly P[]): P[] {
  const byParent = new Map<string | null, P[]>();
  const known = new Set(pages.map(({ id }) => id));
  for (const page of pages) {
    const parent = page.parent !== null && known.has(page.parent) ? page.parent : null;
    byParent.set(parent, [...(byParent.get(parent) ?? []), page]);
  }
  const ordered: P[] = [];
  const waiting = [...(byParent.get(null) ?? [])];
  for (let page = waiting.shift(); page; page = waiting.shift()) {
    ordered.push(page);
    waiting.unshift(...(byParent.get(page.id) ?? []));
  }
  const reached = new Set(ordered);
  return [
    ...ordered,
    ...pages.filter((page) => !reached.has(page)).map((page) => ({ ...page, parent: null })),
  ];
}
