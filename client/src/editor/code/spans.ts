/** What a stretch of code is, as far as it has a colour of its own. */
export const SPAN_KINDS = [
  'comment',
  'keyword',
  'string',
  'number',
  'function',
  'type',
  'tag',
  'property',
  'sign',
  'inserted',
  'deleted',
] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

/** A stretch of a text, in UTF-16 units. */
export interface Span {
  readonly kind: SpanKind;
  readonly from: number;
  readonly to: number;
}

/** A token as Prism makes them: a stretch of a kind, which may consist of others. */
export interface CodeToken {
  readonly type: string;
  readonly alias?: string | string[];
  readonly content: string | CodeToken | readonly (string | CodeToken)[];
}

const KIND_OF = new Map<string, SpanKind | undefined>(
  Object.entries({
    comment: 'comment prolog doctype cdata shebang hashbang blockquote',
    keyword: 'keyword atrule important boolean control-flow module directive rule',
    string: 'string char attr-value regex url triple-quoted-string string-literal code-snippet',
    number: 'number constant symbol unit hexcode color entity',
    function: 'function method function-definition macro',
    type: 'class-name builtin type namespace maybe-class-name title',
    tag: 'tag selector section target instruction',
    property: 'property attr-name variable key parameter decorator annotation attribute',
    sign: 'operator punctuation',
    inserted: 'inserted-sign inserted',
    deleted: 'deleted-sign deleted',
  }).flatMap(([kind, types]) => types.split(' ').map((type) => [type, kind as SpanKind] as const)),
);

/** What is written inside of a string and is none of it. */
const NOT_AS_AROUND = new Set([
  'interpolation',
  'template-punctuation',
  'interpolation-expression',
]);

/** The coloured stretches of a text in its order; the innermost token that has a colour decides. */
export function spansOf(tokens: readonly (string | CodeToken)[]): Span[] {
  const spans: Span[] = [];
  let at = 0;
  const walk = (content: CodeToken['content'], around: SpanKind | undefined): void => {
    if (typeof content === 'string') {
      const from = at;
      at += content.length;
      if (around === undefined || content.length === 0) return;
      const last = spans.at(-1);
      if (last?.kind === around && last.to === from) spans[spans.length - 1] = { ...last, to: at };
      else spans.push({ kind: around, from, to: at });
    } else if ('type' in content) {
      const own = kindOf(content);
      walk(content.content, NOT_AS_AROUND.has(content.type) ? undefined : (own ?? around));
    } else for (const token of content) walk(token, around);
  };
  walk(tokens, undefined);
  return spans;
}

function kindOf({ type, alias = [] }: CodeToken): SpanKind | undefined {
  for (const name of [type, ...(typeof alias === 'string' ? [alias] : alias)]) {
    const kind = KIND_OF.get(name);
    if (kind) return kind;
  }
  return undefined;
}
