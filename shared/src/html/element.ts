/** The value of an attribute; `undefined` and `false` leave it out, `true` sets it without a value. */
export type AttributeValue = string | number | boolean | undefined;

export interface Attributes {
  readonly [name: string]: AttributeValue;
}

const VOID: ReadonlySet<string> = new Set(['br', 'col', 'hr', 'img', 'input']);

const ENTITIES: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** An element that holds `inner`, which is HTML already. Names are the caller's own, values are escaped. */
export function element(name: string, attributes: Attributes, inner = ''): string {
  const open = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined || value === false
      ? []
      : value === true
        ? [` ${key}`]
        : [` ${key}="${escapeHtml(String(value))}"`],
  );
  const tag = `<${name}${open.join('')}>`;
  return VOID.has(name) ? tag : `${tag}${inner}</${name}>`;
}

/** `text` as letters, in an element as well as in an attribute's value. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
