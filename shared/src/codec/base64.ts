import { fromBase64, toBase64 } from 'lib0/buffer';

/** Bytes as standard base64 with padding, the spelling of bytes inside JSON. */
export const encodeBase64: (bytes: Uint8Array) => string = toBase64;

/** The bytes of standard base64; throws on characters outside of it. */
export const decodeBase64: (text: string) => Uint8Array = fromBase64;
