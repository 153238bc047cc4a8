import type { Run } from '@weft/shared/model/content';
import { blockTypeOf } from '@weft/shared/model/registry';
import { type Draft, draftOf } from './draft.ts';
import { Line } from './line.ts';

/** The blocks of one container as they come in, with the line that is still open. */
export class Flow {
  readonly line = new Line();
  readonly #blocks: Draft[] = [];
  /** The items that a deeper item would go into, the innermost last. */
  #items: { readonly level: number; readonly item: Draft }[] = [];

  /** How many blocks there are, without the open line. */
  get length(): number {
    return this.#blocks.length;
  }

  /** The blocks from `index` on. */
  since(index: number): readonly Draft[] {
    return this.#blocks.slice(index);
  }

  /** Ends the open line. */
  end(): void {
    for (const runs of this.line.take()) this.#push(draftOf('text', { runs }));
  }

  add(block: Draft): void {
    this.end();
    this.#push(block);
  }

  /** Adds an item of a list; one of a deeper level goes into the item before it. */
  addItem(item: Draft, level: number): void {
    this.end();
    while ((this.#items.at(-1)?.level ?? 0) >= level) this.#items.pop();
    const around = this.#items.at(-1)?.item;
    const siblings = around ? (around.children ??= []) : this.#blocks;
    settleStart(item, siblings);
    siblings.push(item);
    this.#items.push({ level, item });
  }

  /** Puts blocks into the last block, or after it if it cannot hold any. */
  addChildren(children: readonly Draft[]): void {
    this.end();
    const last = this.#blocks.at(-1);
    if (last && canHold(last)) (last.children ??= []).push(...children);
    else for (const child of children) this.add(child);
  }

  finish(): Draft[] {
    this.end();
    return this.#blocks;
  }

  #push(block: Draft): void {
    this.#blocks.push(block);
    this.#items = [];
  }
}

/** Runs of several paragraphs as those of one text. */
export function oneText(paragraphs: readonly (readonly Run[])[]): Run[] {
  return paragraphs.flatMap((runs, i) => (i === 0 ? runs : [{ text: '\n', marks: {} }, ...runs]));
}

function canHold({ type, props }: Draft): boolean {
  const { holds } = blockTypeOf(type);
  return holds === 'blocks' || (holds === 'toggled' && props?.['toggle'] === true);
}

/** Only a list's first item says where it begins, and how it is numbered. */
function settleStart(item: Draft, siblings: readonly Draft[]): void {
  if (item.type !== 'numbered' || siblings.at(-1)?.type !== 'numbered' || !item.props) return;
  delete item.props['start'];
  delete item.props['style'];
  if (Object.keys(item.props).length === 0) delete item.props;
}
