import { editorPeer } from '@weft/client/editor/testing/editor-peer';
import { type BlockId, PAGE } from '@weft/shared/model/block-id';
import type { BlockContent } from '@weft/shared/model/content';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { subtree } from '@weft/shared/model/operations/place';
import { pagePeer, portrait } from '@weft/shared/testing/page-peer';
import { applyUpdate, encodeStateAsUpdate } from 'yjs';
import type { BlockView, PageBlock, ProofModel, ProofPeer } from './model.ts';
import { applyToPage } from './weft-operations.ts';
import { cellAround } from './weft-tables.ts';
import { textOf } from './weft-text.ts';

/** The client id under which a page's first bytes are made. */
const AUTHOR = 1;

/** Weft's block document, without an editor. */
export const weft: ProofModel = {
  name: 'weft',
  page(blocks) {
    const { doc, writer } = pagePeer(AUTHOR);
    insertBlocks(writer, blocks.map(contentOf), PAGE, 0);
    return encodeStateAsUpdate(doc);
  },
  open: openWeft,
  showInEditor(client, bytes) {
    editorPeer(client, bytes).binding.dispose();
  },
};

function openWeft(client: number, bytes: Uint8Array): ProofPeer {
  const peer = pagePeer(client, bytes);
  const { doc, page, history } = peer;
  /** Blocks that have text, in reading order, until their order changes. */
  let order: readonly { readonly id: BlockId; readonly cell: boolean }[] | undefined;
  page.observe(({ containers, blocks }) => {
    if (containers.size > 0 || blocks.size > 0) order = undefined;
  });
  const ordered = (): NonNullable<typeof order> =>
    (order ??= page
      .children(PAGE)
      .flatMap((id) => subtree(page, id))
      .filter((id) => (page.block(id)?.pieces.length ?? 0) > 0)
      .map((id) => ({ id, cell: cellAround(page, id) !== undefined })));
  return {
    doc,
    blocks: (): BlockView[] => ordered().map(({ id, cell }) => ({ text: textOf(page, id), cell })),
    apply(operation) {
      history.endStep();
      if (operation.kind === 'undo') {
        history.undo();
        return '';
      }
      const ids = ordered().map(({ id }) => id);
      return applyToPage(peer, ids, operation);
    },
    receive: (update) => applyUpdate(doc, update, 'remote'),
    content: () => JSON.stringify(portrait(page)),
    faults: 0,
    close() {
      history.dispose();
      page.dispose();
      doc.destroy();
    },
  };
}

function contentOf(block: PageBlock): BlockContent {
  if (block.kind !== 'table') return { type: block.kind, runs: runsOf(block.text) };
  return {
    type: 'table',
    table: {
      columns: (block.rows[0] ?? []).map(() => ({})),
      rows: block.rows.map((cells) => ({
        cells: cells.map((text) => [{ type: 'text', runs: runsOf(text) }]),
      })),
    },
  };
}

const runsOf = (text: string) => (text === '' ? [] : [{ text, marks: {} }]);
