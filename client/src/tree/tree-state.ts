import { parseCursor, type Cursor } from '@weft/shared/protocol/cursor';
import type { PageChange, PageList } from '@weft/shared/protocol/down';
import type { SpaceId } from '@weft/shared/protocol/ids';
import { decide } from '@weft/shared/pages/page-command';
import { nodeOf, PageForest } from './page-forest.ts';
import type { KnownSpace, TreeRow } from './ports.ts';

/**
 * One space as the server says it is, and as this browser shows it: with what it wants and has no answer to, decided by
 * the server's own rules. What the server refuses vanishes with its row.
 */
export class TreeState {
  readonly space: SpaceId;
  #said: PageForest;
  #cursor: Cursor | undefined;
  #rows: readonly TreeRow[] = [];
  /** Carried out by the server, at a place that this browser has not come to. */
  #settling: readonly { readonly row: TreeRow; readonly offset: number }[] = [];
  #shown: PageForest;

  constructor(space: SpaceId) {
    this.space = space;
    this.#said = new PageForest(space);
    this.#shown = this.#said;
  }

  /** What to show. Another object after each change, and the same one as long as nothing changes. */
  get shown(): PageForest {
    return this.#shown;
  }

  /** Where to follow from; absent until there is a list. */
  get cursor(): Cursor | undefined {
    return this.#cursor;
  }

  get rows(): readonly TreeRow[] {
    return this.#rows;
  }

  /** What to keep on this device. */
  get known(): KnownSpace | undefined {
    if (!this.#cursor) return undefined;
    const { epoch, offset, tag } = this.#cursor;
    return {
      space: this.space,
      list: { cursor: `${epoch}.${offset}.${tag}`, pages: [...this.#said.all()] },
    };
  }

  /** Whether a list says more than is known. */
  isNewer({ cursor }: PageList): boolean {
    const at = parseCursor(cursor);
    return at?.epoch !== this.#cursor?.epoch || at!.offset > this.#cursor!.offset;
  }

  /** All pages anew. */
  replace({ cursor, pages }: PageList): void {
    this.#cursor = parseCursor(cursor);
    this.#said = new PageForest(this.space, pages.map(nodeOf));
    this.#settle();
    this.#show();
  }

  /** Changes up to a place in the space's log; those that are known already change nothing. */
  advance(changes: readonly PageChange[], cursor: Cursor): void {
    if (this.#cursor && cursor.epoch === this.#cursor.epoch && cursor.offset <= this.#cursor.offset)
      return;
    this.#said = this.#said.copy();
    this.#said.apply(changes);
    this.#cursor = cursor;
    this.#settle();
    this.#show();
  }

  /**
   * The server has carried it out, and says so at `cursor`. Until the changes up to there have come, it is shown as what is
   * wanted is: taken over before them, two moves could put two pages into each other.
   */
  answered(row: TreeRow, cursor: string): void {
    const at = parseCursor(cursor);
    if (at && at.epoch === this.#cursor?.epoch && at.offset > this.#cursor.offset)
      this.#settling = [...this.#settling, { row, offset: at.offset }];
    this.#rows = this.#rows.filter(({ n }) => n !== row.n);
    this.#show();
  }

  /** What this browser wants and has no answer to. */
  want(rows: readonly TreeRow[]): void {
    if (rows.length === this.#rows.length && rows.every(({ n }, i) => n === this.#rows[i]!.n))
      return;
    this.#rows = rows;
    this.#show();
  }

  #settle(): void {
    this.#settling = this.#settling.filter(({ offset }) => offset > (this.#cursor?.offset ?? 0));
  }

  #show(): void {
    this.#shown = this.#said;
    const wanted = [...this.#settling.map(({ row }) => row), ...this.#rows];
    if (wanted.length === 0) return;
    this.#shown = this.#said.copy();
    for (const { command, at } of wanted) {
      const own =
        command.kind === 'remove' ? ({ kind: 'remove', page: command.page } as const) : command;
      const decision = decide(this.#shown, own, at);
      if (!decision.ok) continue;
      for (const page of decision.changed) this.#shown.set(page);
      for (const id of decision.gone) this.#shown.remove(id);
    }
  }
}
