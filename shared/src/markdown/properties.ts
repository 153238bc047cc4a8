import { COLORS } from '../model/colors.ts';
import type { Json } from '../model/content.ts';
import { propOf } from '../model/registry.ts';
import type { Attribute } from './attributes.ts';

/** Props of a block. */
export interface Props {
  readonly [prop: string]: Json;
}

/** Attributes that are called otherwise than their prop, as in Notion and in HTML. */
const CALLED: { readonly [prop: string]: string } = { source: 'src', address: 'url', page: 'id' };

/** Holds, as JSON, what no attribute of its own can hold: props this version does not know. */
const REST = 'props';

const BACKGROUND_SUFFIX = '_bg';

/** The attributes that say `props`. */
export function writeProps(type: string, props: Props | undefined): Attribute[] {
  const attributes: Attribute[] = [];
  const rest: [string, Json][] = [];
  for (const [prop, value] of Object.entries(props ?? {})) {
    if (!propOf(type, prop)?.accepts(value)) rest.push([prop, value]);
    else if (prop === 'background' && !Object.hasOwn(props ?? {}, 'color') && isColor(value)) {
      attributes.push(['color', wordOf(value) + BACKGROUND_SUFFIX]);
    } else attributes.push([attributeName(prop), wordOf(value)]);
  }
  if (rest.length > 0) attributes.push([REST, JSON.stringify(Object.fromEntries(rest))]);
  return attributes;
}

/**
 * The props that `attributes` say for a block of type `type`. Attributes that say nothing are left out; with
 * `strict`, a single one of them makes the answer `undefined`.
 */
export function readProps(
  type: string,
  attributes: readonly Attribute[],
  strict = false,
): Props | undefined {
  const entries: [string, Json][] = [];
  for (const [name, text] of attributes) {
    const found = name === REST ? restOf(text) : propFrom(type, name, text);
    if (found) entries.push(...found);
    else if (strict) return undefined;
  }
  return Object.fromEntries(entries);
}

function propFrom(type: string, name: string, text: string): [string, Json][] | undefined {
  if (name === 'color' && text.endsWith(BACKGROUND_SUFFIX)) {
    const color = text.slice(0, -BACKGROUND_SUFFIX.length);
    return isColor(color) ? [['background', color]] : undefined;
  }
  const prop = propName(type, name);
  const known = propOf(type, prop);
  if (!known) return undefined;
  const value = valueOf(text, typeof known.fallback);
  return known.accepts(value) ? [[prop, value]] : undefined;
}

function valueOf(text: string, kind: string): Json {
  if (kind === 'number') return Number(text);
  return kind === 'boolean' ? text === 'true' : text;
}

function restOf(text: string): [string, Json][] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.entries(value as Props);
  } catch {
    return undefined;
  }
}

function attributeName(prop: string): string {
  return CALLED[prop] ?? prop.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function propName(type: string, name: string): string {
  const called = Object.keys(CALLED).find((prop) => CALLED[prop] === name && propOf(type, prop));
  return called ?? name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** What an attribute says for `value`, which is a string, a number or a flag. */
export function wordOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** Whether `value` is one of the colours. */
export function isColor(value: unknown): boolean {
  return COLORS.some((color) => color === value);
}
