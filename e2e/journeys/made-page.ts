import { seedOf } from '@weft/shared/document/seed';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { removeBlocks } from '@weft/shared/model/operations/remove';
import { insertText } from '@weft/shared/model/operations/text';
import type { BlockContent } from '@weft/shared/model/content';
import { TITLE_ROOT } from '@weft/shared/protocol/format';
import { mintDocId } from '@weft/shared/protocol/ids';
import { ROUTES, updatesPath } from '@weft/shared/protocol/routes';
import { give, pagePeer, peersOf } from '@weft/shared/testing/page-peer';
import { randomBytes } from 'node:crypto';
import { encodeStateAsUpdate } from 'yjs';
import type { Weft } from './weft.ts';

/** A page as a program would make it, without an editor. */
export interface MadePage {
  readonly title: string;
  readonly blocks: readonly BlockContent[];
  /** Index of a block in which somebody else writes these words while it is deleted. */
  readonly contested?: { readonly index: number; readonly words: string };
}

/** Makes a document of format `blocks` on the server; answers the path of its page. */
export async function makePage(
  weft: Weft,
  { title, blocks, contested }: MadePage,
): Promise<string> {
  const peer = pagePeer(1, seedOf('blocks'));
  const seeded = [...peer.page.children('')];
  peer.doc.getText(TITLE_ROOT).insert(0, title);
  const ids = insertBlocks(peer.writer, blocks, '', 0);
  removeBlocks(peer.writer, seeded);
  if (contested) {
    const [other] = peersOf(peer, 1);
    const id = ids[contested.index] ?? '';
    if (other) {
      removeBlocks(peer.writer, [id]);
      insertText(other.writer, id, 0, [{ text: contested.words, marks: {} }]);
      give(other, peer);
    }
  }
  const id = mintDocId((length) => randomBytes(length));
  await postTo(
    weft.url + ROUTES.documents,
    'application/json',
    JSON.stringify({ id, format: 'blocks' }),
  );
  const update = new Uint8Array(encodeStateAsUpdate(peer.doc));
  await postTo(weft.url + updatesPath(id), 'application/octet-stream', update);
  return `/d/${id}`;
}

/** Sends something to the server, which has to take it. */
export async function postTo(
  url: string,
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<void> {
  const response = await fetch(url, { method: 'POST', headers: { 'Content-Type': type }, body });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}
