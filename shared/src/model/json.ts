/** What a register or an inline object may hold: JSON. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Values that are nested deeper than this are no values; the server refuses to keep them. */
const MAX_JSON_DEPTH = 64;

/** Whether `value` is JSON: what else Yjs can hold, bytes and whole numbers beyond 2^53, is not. */
export function isJson(value: unknown, depth = 0): value is Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object': {
      if (value === null) return true;
      if (depth >= MAX_JSON_DEPTH) return false;
      const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
      return isPlain && Object.values(value).every((part) => isJson(part, depth + 1));
    }
    default:
      return false;
  }
}

/**
 * Whether two JSON values are equal; the order of an object's keys does not count. Values that are nested deeper than
 * `MAX_JSON_DEPTH` are not: no walk may run out of stack.
 */
export function sameJson(a: Json | undefined, b: Json | undefined, depth = 0): boolean {
  if (Object.is(a, b)) return true;
  if (depth > MAX_JSON_DEPTH) return false;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, Json>, b as Record<string, Json>];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key], depth + 1))
  );
}
