import * as Y from 'yjs';
import { Page } from '../model/page.ts';

/** Positions by name: `at(1)` comes before `at(2)`. */
export function at(place: number): string {
  return `a${place}!abcdefa0`;
}

/** What a program may put into a strand: letters, or a delta as Yjs has them. */
export type RawText = string | readonly { insert: unknown; attributes?: Record<string, unknown> }[];

/** A page whose document was written by hand, by another program or by one that errs. */
export function rawPage(
  props: Readonly<Record<string, unknown>>,
  texts: Readonly<Record<string, RawText>> = {},
): Page {
  const doc = new Y.Doc();
  doc.clientID = 1;
  const page = new Page(doc);
  writeRaw(page, props, texts);
  return page;
}

/** Writes registers and strands as they are given, in one transaction; `undefined` takes a register away. */
export function writeRaw(
  page: Page,
  props: Readonly<Record<string, unknown>>,
  texts: Readonly<Record<string, RawText>> = {},
): void {
  page.doc.transact(() => {
    for (const [key, value] of Object.entries(props)) {
      if (value === undefined) page.props.delete(key);
      else page.props.set(key, value);
    }
    for (const [strand, content] of Object.entries(texts)) {
      const text = new Y.Text();
      page.texts.set(strand, text);
      if (typeof content === 'string') text.insert(0, content);
      else text.applyDelta(content as unknown as object[]);
    }
  });
}

/** The registers of a block that stands in `container` at `place`, as whoever made it writes them. */
export function made(
  block: string,
  container: string,
  place: number,
  type?: string,
): Record<string, unknown> {
  const home = type === undefined ? [container, at(place)] : [container, at(place), type];
  return { [`${block}.home`]: home, [`${block}.at`]: 1 };
}
