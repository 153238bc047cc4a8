import type { BlockContent, Json, Run } from '@weft/shared/model/content';

/** What things are called in another place. `undefined` leaves them as they are. */
export interface NewNames {
  /** An address of a file, a picture or a page, as it stands in a block or a link. */
  readonly address: (address: string) => string | undefined;
  /** A page that a block or a mention stands for. */
  readonly page: (id: string) => { readonly href: string; readonly title: string } | undefined;
  /** Another id for a page that stays what it is. */
  readonly id?: (id: string) => string | undefined;
}

/**
 * The same blocks with other addresses; pages and mentions of them become links, which every reader of Markdown and HTML
 * understands.
 */
export function relink(blocks: readonly BlockContent[], names: NewNames): BlockContent[] {
  return blocks.map((block) => relinkBlock(block, names));
}

function relinkBlock(block: BlockContent, names: NewNames): BlockContent {
  const { props, runs, children, table } = block;
  const page = block.type === 'page' ? linkTo(props?.['page'], names) : undefined;
  if (page) return { type: 'text', runs: [page] };
  const changed = props && { ...props, ...fieldsOf(props, names) };
  return {
    ...block,
    ...(changed && { props: changed }),
    ...(runs && { runs: runs.map((run) => relinkRun(run, names)) }),
    ...(children && { children: relink(children, names) }),
    ...(table && {
      table: {
        ...table,
        rows: table.rows.map((row) => ({
          ...row,
          cells: row.cells.map((cell) => relink(cell, names)),
        })),
      },
    }),
  };
}

function relinkRun(run: Run, names: NewNames): Run {
  const { link } = run.marks;
  const moved = typeof link === 'string' ? names.address(link) : undefined;
  const marks = moved === undefined ? run.marks : { ...run.marks, link: moved };
  if ('text' in run) return { ...run, marks };
  const { inline } = run;
  if (inline.kind === 'mention') {
    const page = linkTo(inline['page'], names);
    if (page) return { ...page, marks: { ...run.marks, ...page.marks } };
  }
  return { inline: { ...inline, ...fieldsOf(inline, names) }, marks };
}

/** The fields that name a file or a page, where they are called something else. */
function fieldsOf(
  fields: { readonly [field: string]: Json },
  names: NewNames,
): { source?: string; page?: string } {
  const { source, page } = fields;
  const moved = typeof source === 'string' ? names.address(source) : undefined;
  const id = typeof page === 'string' ? names.id?.(page) : undefined;
  return { ...(moved !== undefined && { source: moved }), ...(id !== undefined && { page: id }) };
}

function linkTo(id: unknown, names: NewNames): Run | undefined {
  const found = typeof id === 'string' ? names.page(id) : undefined;
  return found && { text: found.title, marks: { link: found.href } };
}

/** Every address of a file or picture in `blocks`, each once. */
export function sourcesIn(blocks: readonly BlockContent[]): Set<string> {
  const sources = new Set<string>();
  // Going through all that could be renamed is going through all that there is.
  relink(blocks, {
    address: (address) => void sources.add(address),
    page: () => undefined,
  });
  return sources;
}

/** The same blocks, where a line that is nothing but a link to a page becomes that page. */
export function standForPages(
  blocks: readonly BlockContent[],
  pageAt: (address: string) => string | undefined,
): BlockContent[] {
  return blocks.map((block) => {
    const { type, runs = [], children, table } = block;
    const [only, ...more] = runs.filter((run) => !('text' in run && run.text.trim() === ''));
    const { link } = only?.marks ?? {};
    const id = typeof link === 'string' && more.length === 0 ? pageAt(link) : undefined;
    if (type === 'text' && id !== undefined && !children?.length)
      return { type: 'page', props: { page: id } };
    return {
      ...block,
      ...(children && { children: standForPages(children, pageAt) }),
      ...(table && {
        table: {
          ...table,
          rows: table.rows.map((row) => ({
            ...row,
            cells: row.cells.map((cell) => standForPages(cell, pageAt)),
          })),
        },
      }),
    };
  });
}
