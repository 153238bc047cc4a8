import { letters, type PagePeer } from '@weft/shared/testing/page-peer';
import * as Y from 'yjs';

/**
 * Keeps account of letters, each of which is typed once, by one person: which should be on the page at the end,
 * and which are there more often than they were typed.
 *
 * One case is known and left out of account. Two people delete the same letters at the same time and both take it
 * back: Yjs brings deleted letters back by inserting them anew, once for each of the two.
 */
export class LetterLedger {
  #typed = '';
  readonly #deleted = new Set<string>();
  readonly #broughtBack = new Map<string, Set<number>>();

  get typed(): number {
    return this.#typed.length;
  }

  type(text: string): void {
    this.#typed += text;
  }

  /** Notes letters that somebody meant to be gone. */
  remove(text: string): void {
    for (const letter of text) this.#deleted.add(letter);
  }

  /** Notes which letters a peer's undo and redo insert anew. */
  follow({ doc }: Pick<PagePeer, 'doc'>): void {
    doc.on('afterTransaction', ({ origin, beforeState }: Y.Transaction) => {
      if (!(origin instanceof Y.UndoManager)) return;
      const since = beforeState.get(doc.clientID) ?? 0;
      for (const item of doc.store.clients.get(doc.clientID) ?? []) {
        if (item.id.clock < since || !(item instanceof Y.Item)) continue;
        if (item.content instanceof Y.ContentString)
          this.#bringBack(doc.clientID, item.content.str);
      }
    });
  }

  /** Runs an action of one person and notes the letters that were there before it and are not after it. */
  watch({ page }: Pick<PagePeer, 'page'>, action: () => void): void {
    const before = letters(page);
    action();
    const after = new Set(letters(page));
    this.remove([...before].filter((letter) => !after.has(letter)).join(''));
  }

  /** Letters that nobody deleted and that are not there. */
  lost(text: string): string[] {
    return [...this.#typed].filter(
      (letter) => !text.includes(letter) && !this.#deleted.has(letter),
    );
  }

  /** Letters that are there more than once. */
  doubled(text: string): string[] {
    return [...this.#typed].filter(
      (letter) => text.split(letter).length > 2 && (this.#broughtBack.get(letter)?.size ?? 0) < 2,
    );
  }

  #bringBack(client: number, text: string): void {
    for (const letter of text) {
      const by = this.#broughtBack.get(letter);
      if (by) by.add(client);
      else this.#broughtBack.set(letter, new Set([client]));
    }
  }
}
