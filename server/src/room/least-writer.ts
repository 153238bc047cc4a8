import { META_ROOT, MIN_WRITER } from '@weft/shared/model/min-writer';
import * as Y from 'yjs';
import type { DecodedUpdate } from './update-decoder.ts';

/** As often as it is listened to: the number is raised once in years, and its history is kept in memory. */
const MAX_RAISES = 64;

/**
 * Which version a program must have to write in a block document (BLOCK-53), read off its updates without building it.
 * The highest number that was ever said counts: a format that older writers would damage stays one.
 */
export class LeastWriter {
  #version = 1;
  /** Ids of all that was written into the register: what overwrites it names these, and not the register. */
  readonly #written = new Set<string>();

  get version(): number {
    return this.#version;
  }

  /** Takes note of an update's structs, in whatever order its clients stand. */
  note(structs: DecodedUpdate['structs']): void {
    let found = true;
    while (found && this.#written.size < MAX_RAISES) {
      found = false;
      for (const struct of structs) {
        if (!(struct instanceof Y.Item) || this.#written.has(nameOf(struct.id))) continue;
        if (!this.#isRegister(struct)) continue;
        this.#written.add(nameOf(struct.id));
        this.#raise(struct.content);
        found = true;
      }
    }
  }

  #isRegister({ origin, parent, parentSub }: Y.Item): boolean {
    if (origin) return this.#written.has(nameOf(origin));
    // Before it is integrated, an item at a root has the root's name for a parent.
    return (parent as unknown) === META_ROOT && parentSub === MIN_WRITER;
  }

  #raise(content: Y.Item['content']): void {
    const [said]: unknown[] = content instanceof Y.ContentAny ? content.arr : [];
    if (Number.isSafeInteger(said)) this.#version = Math.max(this.#version, said as number);
  }
}

const nameOf = ({ client, clock }: Y.ID): string => `${client} ${clock}`;
