import type { PageChange, PageInfo } from '@weft/shared/protocol/down';
import type { DocId, SpaceId } from '@weft/shared/protocol/ids';
import { inOrder, isTrashed, type PageNode, type PageTree } from '@weft/shared/pages/page-tree';

/** The pages of one space, as they lie in each other. */
export class PageForest implements PageTree {
  readonly space: SpaceId;
  readonly #pages = new Map<DocId, PageNode>();
  readonly #gone = new Set<DocId>();
  /** By what they lie in; `null` for the top. */
  readonly #inside = new Map<DocId | null, Set<DocId>>();

  constructor(space: SpaceId, pages: Iterable<PageNode> = []) {
    this.space = space;
    for (const page of pages) this.set(page);
  }

  get(id: DocId): PageNode | undefined {
    return this.#pages.get(id);
  }

  isGone(id: DocId): boolean {
    return this.#gone.has(id);
  }

  hasSpace(space: SpaceId): boolean {
    return space === this.space;
  }

  count(): number {
    return this.#pages.size;
  }

  all(): IterableIterator<PageNode> {
    return this.#pages.values();
  }

  /** What lies in a page, or at the top, in the order in which it is shown, in the trash or not. */
  childrenOf(parent: DocId | null): PageNode[] {
    return Array.from(this.#inside.get(parent) ?? [], (id) => this.#pages.get(id)!).sort(inOrder);
  }

  /** What is shown in a page, or at the top. */
  shownIn(parent: DocId | null): PageNode[] {
    return this.childrenOf(parent).filter(({ trashedAt }) => trashedAt === null);
  }

  /** What was put into the trash by itself, the newest first. */
  trash(): PageNode[] {
    return [...this.all()]
      .filter(({ trashedAt }) => trashedAt !== null)
      .sort((a, b) => b.trashedAt! - a.trashedAt!);
  }

  /** Whether a page is there and not in the trash. */
  isShown(id: DocId): boolean {
    return this.#pages.has(id) && !isTrashed(this, id);
  }

  set(page: PageNode): void {
    const before = this.#pages.get(page.id);
    if (before && before.parent !== page.parent) this.#inside.get(before.parent)?.delete(page.id);
    this.#pages.set(page.id, page);
    let siblings = this.#inside.get(page.parent);
    if (!siblings) this.#inside.set(page.parent, (siblings = new Set()));
    siblings.add(page.id);
  }

  remove(id: DocId): void {
    const page = this.#pages.get(id);
    if (page) this.#inside.get(page.parent)?.delete(id);
    this.#pages.delete(id);
    this.#gone.add(id);
  }

  /** One of its own that holds the same. */
  copy(): PageForest {
    const copied = new PageForest(this.space, this.all());
    for (const id of this.#gone) copied.#gone.add(id);
    return copied;
  }

  /** Takes over what the server says of pages; of another space it says nothing. */
  apply(changes: readonly PageChange[]): void {
    for (const change of changes) {
      if (change.space !== this.space) continue;
      if ('gone' in change) this.remove(change.id as DocId);
      else this.set(nodeOf(change));
    }
  }
}

/** A page as it travels; ids are those of the server, which has looked at them. */
export function nodeOf(info: PageInfo): PageNode {
  return info as PageInfo & Pick<PageNode, 'id' | 'space' | 'parent'>;
}
