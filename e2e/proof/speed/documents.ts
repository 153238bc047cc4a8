import { seededRandom } from '@weft/shared/testing/random';
import { encodeBase64 } from '@weft/shared/codec/base64';
import type { PageBlock, ProofModel } from '../models/model.ts';

export const LETTERS_PER_BLOCK = 100;

/** A page of that many paragraphs of words, without the letter x. */
export function wordyPage(blocks: number): PageBlock[] {
  const random = seededRandom(blocks);
  const letters = 'etaoinshrdlucmfwypvbg'.split('');
  return Array.from({ length: blocks }, () => {
    let text = '';
    while (text.length < LETTERS_PER_BLOCK) {
      for (let rest = 2 + random.below(8); rest > 0; rest--) text += random.pick(letters);
      text += ' ';
    }
    return { kind: 'text', text: text.slice(0, LETTERS_PER_BLOCK) };
  });
}

/** Updates of a teammate who types into one block, a letter each, base64. */
export function remoteTyping(
  model: ProofModel,
  bytes: Uint8Array,
  block: number,
  letters: string,
): string[] {
  const peer = model.open(2, bytes);
  const updates: string[] = [];
  peer.doc.on('update', (update: Uint8Array) => updates.push(encodeBase64(update)));
  for (const [i, text] of [...letters].entries()) {
    peer.apply({ kind: 'type', block, offset: LETTERS_PER_BLOCK + i, text });
  }
  peer.close();
  return updates;
}
