import { META_ROOT, MIN_WRITER, versionAskedFor } from '@weft/shared/model/min-writer';
import { readVarUint, type Decoder } from 'lib0/decoding';
import { writeVarUint, type Encoder } from 'lib0/encoding';
import * as Y from 'yjs';
import type { DecodedUpdate } from './update-decoder.ts';

/** So many of the latest writings are known; what overwrites an older one was written in ignorance of all of them. */
const KNOWN_WRITINGS = 64;
/** An update lists what its people wrote one person after the other: so often may they have answered each other. */
const PASSES = 4;

/** What one person wrote at once; overwritten values are run together. */
interface Writing {
  readonly client: number;
  readonly clock: number;
  readonly end: number;
}

/**
 * Which version a program must have to write in a block document (BLOCK-53), read off its updates without building it.
 * The highest number that was ever said counts: a format that older writers would damage stays one.
 */
export class LeastWriter {
  #version = 1;
  /** What was written into the register, latest last: what overwrites it names these, and not the register. */
  readonly #writings: Writing[] = [];

  get version(): number {
    return this.#version;
  }

  /** As `decode` reads it. */
  encode(encoder: Encoder): void {
    writeVarUint(encoder, this.#version);
    writeVarUint(encoder, this.#writings.length);
    for (const { client, clock, end } of this.#writings) {
      writeVarUint(encoder, client);
      writeVarUint(encoder, clock);
      writeVarUint(encoder, end);
    }
  }

  static decode(decoder: Decoder): LeastWriter {
    const decoded = new LeastWriter();
    decoded.#version = readVarUint(decoder);
    for (let left = readVarUint(decoder); left > 0; left--) {
      const [client, clock] = [readVarUint(decoder), readVarUint(decoder)];
      decoded.#writings.push({ client, clock, end: readVarUint(decoder) });
    }
    return decoded;
  }

  /** Takes note of an update's structs. */
  note(structs: DecodedUpdate['structs']): void {
    for (let pass = 0; pass < PASSES; pass++) {
      let found = false;
      for (const struct of structs) {
        if (!(struct instanceof Y.Item) || !this.#isRegister(struct)) continue;
        const { client, clock } = struct.id;
        if (this.#knows(struct.id)) continue;
        this.#writings.push({ client, clock, end: clock + struct.length });
        if (this.#writings.length > KNOWN_WRITINGS) this.#writings.shift();
        this.#raise(struct.content);
        found = true;
      }
      if (!found) return;
    }
  }

  #isRegister({ origin, rightOrigin, parent, parentSub }: Y.Item): boolean {
    // What is written into a register stands last in it. Letters that are typed mostly have something behind them.
    if (rightOrigin) return false;
    if (origin) return this.#knows(origin);
    // Before it is integrated, an item at a root has the root's name for a parent.
    return (parent as unknown) === META_ROOT && parentSub === MIN_WRITER;
  }

  #knows({ client, clock }: Y.ID): boolean {
    return this.#writings.some(
      (writing) => writing.client === client && writing.clock <= clock && clock < writing.end,
    );
  }

  #raise(content: Y.Item['content']): void {
    if (!(content instanceof Y.ContentAny)) return;
    this.#version = Math.max(this.#version, versionAskedFor(content.arr.at(-1)));
  }
}
