import { fromBase64, toBase64 } from 'lib0/buffer';

/** Bytes as standard base64 with padding, the spelling of bytes inside JSON. */
export const encodeBase64: (bytes: Uint8Array) => string = toBase64;

/** The bytes of standard base64; throws on text that is not. */
export function decodeBase64(text: string): Uint8Array {
  // Node's decoder skips what it does not understand, and half a row would pass for a whole one.
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  if (text.length % 4 !== 0 || /[^A-Za-z0-9+/]/.test(text.slice(0, text.length - padding))) {
    throw new TypeError('not base64');
  }
  return fromBase64(text);
}
