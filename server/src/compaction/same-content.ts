import * as Y from 'yjs';

/** Of whatever kind: Yjs's types differ in the events they tell. */
type AnyType = NonNullable<ReturnType<Y.Doc['share']['get']>>;

/** Whether two documents show the same: every root's letters, embeds, marks and entries, and so on inwards. */
export function sameContent(a: Y.Doc, b: Y.Doc): boolean {
  const names = new Set([...a.share.keys(), ...b.share.keys()]);
  return [...names].every((name) =>
    same(contentOf(a.share.get(name)), contentOf(b.share.get(name))),
  );
}

/** One piece of content as text; letters that stand together are one piece, however they are stored. */
function* contentOf(type: AnyType | undefined): Generator<string> {
  if (!type) return;
  let letters = '';
  for (let item = type._start; item; item = item.right) {
    if (item.deleted) continue;
    if (item.content instanceof Y.ContentString) {
      letters += item.content.str;
      continue;
    }
    if (letters !== '') yield `text ${letters}`;
    letters = '';
    yield* pieceOf(item);
  }
  if (letters !== '') yield `text ${letters}`;
  for (const key of [...type._map.keys()].sort()) {
    const item = type._map.get(key)!;
    if (item.deleted) continue;
    yield `key ${key}`;
    yield* pieceOf(item);
  }
}

function* pieceOf({ content }: Y.Item): Generator<string> {
  if (content instanceof Y.ContentType) {
    yield `type ${content.type.constructor.name} ${(content.type as { nodeName?: string }).nodeName ?? ''}`;
    yield* contentOf(content.type);
    yield 'end';
  } else if (content instanceof Y.ContentFormat) {
    yield `format ${content.key} ${JSON.stringify(content.value)}`;
  } else {
    // One piece a value: neighbours may be stored as one item here and as two there.
    for (const value of content.getContent()) yield `${content.constructor.name} ${textOf(value)}`;
  }
}

function textOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner instanceof Uint8Array ? [...inner] : typeof inner === 'bigint' ? `${inner}n` : inner,
  );
}

function same(a: Generator<string>, b: Generator<string>): boolean {
  for (;;) {
    const [left, right] = [a.next(), b.next()];
    if (left.done || right.done) return left.done === right.done;
    if (left.value !== right.value) return false;
  }
}
