import type { ErrorCode } from '../protocol/errors.ts';
import { mintDocId, mintSpaceId, type DocId, type SpaceId } from '../protocol/ids.ts';
import { decide, type PageCommand } from '../pages/page-command.ts';
import type { PageNode, PageTree } from '../pages/page-tree.ts';

const sixteen = (number: number): Uint8Array =>
  Uint8Array.from({ length: 16 }, (_, i) => (i === 15 ? number : 0));

export const SPACE = mintSpaceId(() => sixteen(1));
/** One that is not there. */
export const OTHER_SPACE = mintSpaceId(() => sixteen(2));
/** The page that stands for `number`, up to 255. */
export const pageId = (number: number): DocId => mintDocId(() => sixteen(number));

/** Pages in a map, which commands are carried out on at once. */
export class ForestOfPages implements PageTree {
  readonly #pages = new Map<DocId, PageNode>();
  readonly #gone = new Set<DocId>();
  #now = 0;

  get(id: DocId): PageNode | undefined {
    return this.#pages.get(id);
  }

  isGone(id: DocId): boolean {
    return this.#gone.has(id);
  }

  childrenOf(id: DocId): PageNode[] {
    return this.all().filter(({ parent }) => parent === id);
  }

  hasSpace(space: SpaceId): boolean {
    return space === SPACE;
  }

  count(): number {
    return this.#pages.size;
  }

  all(): PageNode[] {
    return [...this.#pages.values()];
  }

  /** The number of the page that a page lies in. */
  place(number: number): number | null | undefined {
    const parent = this.get(pageId(number))?.parent;
    return parent && numberOf(parent);
  }

  /** Carries them out; ids of what the last one changed, or took away. Throws where one is refused. */
  do(...commands: PageCommand[]): DocId[] {
    return commands.map((command) => this.#carryOut(command)).at(-1) ?? [];
  }

  /** Carries it out unless it is refused; ids of what it took away. */
  tryTo(command: PageCommand): DocId[] {
    const decision = decide(this, command, this.#now);
    if (!decision.ok) return [];
    this.#carryOut(command);
    return [...decision.gone];
  }

  /** Why it is refused. Throws where it is not. */
  refused(command: PageCommand): ErrorCode {
    const decision = decide(this, command, this.#now);
    if (decision.ok) throw new Error('it was not refused');
    return decision.code;
  }

  #carryOut(command: PageCommand): DocId[] {
    const decision = decide(this, command, (this.#now += 1));
    if (!decision.ok) throw new Error(`refused: ${decision.code}`);
    for (const node of decision.changed) this.#pages.set(node.id, node);
    for (const id of decision.gone) {
      this.#pages.delete(id);
      this.#gone.add(id);
    }
    return [...decision.changed.map(({ id }) => id), ...decision.gone];
  }
}

function numberOf(id: DocId): number {
  for (let number = 0; number < 256; number++) if (pageId(number) === id) return number;
  throw new Error('not a numbered page');
}
