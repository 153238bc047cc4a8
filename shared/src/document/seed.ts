import { decodeBase64 } from '../codec/base64.ts';
import type { DocumentFormat } from '../protocol/format.ts';

/**
 * A new document's first bytes, by format: constant, under a client id that no session ever gets, so that
 * the server and any number of offline clients begin with the same structs instead of one each. Two first
 * visitors who each made a first paragraph of their own would otherwise see two.
 */
const SEEDS: Record<DocumentFormat, Uint8Array | undefined> = {
  // One empty text block, `firstblock`: what `insertBlocks` of shared/src/model writes into an empty document with
  // client id 0 and a `random` that spells `seedat` and `firstblock`, as the test beside this file does again.
  blocks: decodeBase64(
    'AQMAACgBBXByb3BzD2ZpcnN0YmxvY2suaG9tZQF1AncAdwthMCFzZWVkYXRhMCgBBXByb3BzDWZpcnN0YmxvY2suYXQBfQEnAQV0ZXh0cwpmaXJzdGJsb2NrAgA=',
  ),
  // Root `root-v2` with one paragraph that holds an empty `Y.XmlText`: a text of its own would be made by
  // each of two people who type the first word at once, and both words would double.
  'lexical-v2': decodeBase64('AQIAAAcBB3Jvb3QtdjIDCXBhcmFncmFwaAcAAAAGAA=='),
  raw: undefined,
};

/** The seed's client id; Yjs mints ids at random from 32 bits and never this one. */
export const SEED_CLIENT = 0;

/** The update that every document of `format` starts with, or `undefined` when it starts empty. */
export function seedOf(format: DocumentFormat): Uint8Array | undefined {
  return SEEDS[format];
}
