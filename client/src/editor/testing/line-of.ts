import type { Run } from '@weft/shared/model/content';
import { insertText } from '@weft/shared/model/operations/text';
import { type EditorPeer, editorWith } from './editor-peer.ts';

/** A peer whose only line has these runs. */
export function lineOf(...runs: readonly Run[]): EditorPeer & { readonly id: string } {
  const peer = editorWith('‸');
  const [id = ''] = peer.ids;
  insertText(peer.writer, id, 0, runs);
  return { ...peer, id };
}
