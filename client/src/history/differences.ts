import * as Y from 'yjs';
import { type BlockId, cellOf, type ContainerId, PAGE } from '@weft/shared/model/block-id';
import { type Block, typeOf } from '@weft/shared/model/block';
import type { BlockContent, Change, Run, TableContent } from '@weft/shared/model/content';
import { sameJson, type Json } from '@weft/shared/model/json';
import { Page } from '@weft/shared/model/page';
import { registerOf } from '@weft/shared/model/registers';
import { TITLE_ROOT } from '@weft/shared/protocol/format';
import type { Authorship } from './authorship.ts';
import { type MarkedPiece, markedPieces, type Reading } from './marked-text.ts';

/** A version as it is shown, with what became otherwise since an earlier one. */
export interface Differences {
  readonly title: readonly Run[];
  readonly blocks: readonly BlockContent[];
}

/** Two states of a document that forget nothing: `after` has all that `before` has. */
export interface Versions {
  readonly before: Y.Doc;
  readonly after: Y.Doc;
  readonly authorship: Authorship;
  readonly isAttributed: boolean;
}

/** What a later version shows, with what was added and removed since the earlier one where it is or was. */
export function differencesOf({ before, after, authorship, isAttributed }: Versions): Differences {
  const earlier = Y.snapshot(before);
  const reading: Reading = {
    wasThere: (id) => id.clock < (earlier.sv.get(id.client) ?? 0) && !Y.isDeleted(earlier.ds, id),
    authorship,
    isAttributed,
  };
  const [past, page] = [new Page(before), new Page(after)];
  const changed = changedSince(after, earlier.sv);
  const pieces = new Map<string, MarkedPiece>();
  const read = new Set<BlockId>();

  function runsOf({ pieces: own }: Block): Run[] {
    return own.flatMap((piece) => {
      const text = page.strand(piece.strand);
      if (!read.has(piece.strand) && text) {
        read.add(piece.strand);
        for (const one of markedPieces(piece.strand, text, reading))
          pieces.set(`${piece.strand} ${one.from}`, one);
      }
      return pieces.get(`${piece.strand} ${piece.from}`)?.runs ?? [];
    });
  }

  function changeOf(block: Block): Change | undefined {
    const author = changed.get(block.id) ?? 0;
    const was = past.block(block.id);
    if (!was) return { kind: 'added', author: authorOfNew(block.id) };
    const isSameLook = was.type === block.type && sameJson(props(was), props(block));
    if (!isSameLook) return { kind: 'changed', author };
    if (past.parent(block.id) !== page.parent(block.id)) return { kind: 'moved', author };
    return undefined;
  }

  const authorOfNew = (id: BlockId): number => {
    const item = page.props._map.get(`${id}.home`);
    return item ? authorship.writerOf(item.id.client) : 0;
  };

  function contentOf(id: BlockId): BlockContent[] {
    const block = page.block(id);
    if (!block) return [];
    const { text, holds } = typeOf(block);
    const change = changeOf(block);
    const children = holds === 'table' ? [] : contentsIn(id);
    return [
      {
        type: block.type,
        props: block.props,
        ...(text !== 'none' && { runs: [...runsOf(block), ...partedFrom(id)] }),
        ...(holds === 'table' && { table: tableOf(id) }),
        ...(children.length > 0 && { children }),
        ...(change && { change }),
      },
    ];
  }

  /** What had been merged into a block, and went without it. */
  function partedFrom(id: BlockId): Run[] {
    return (past.block(id)?.pieces ?? [])
      .filter(({ block }) => block !== id && isGone(block))
      .flatMap(({ block, runs }) => asRemoved(runs, block));
  }

  const asRemoved = (runs: readonly Run[], block: BlockId): Run[] =>
    runs.map((run) => ({ ...run, change: removalOf(block) }));

  const removalOf = (block: BlockId): Change => ({
    kind: 'removed',
    author: changed.get(block) ?? 0,
  });

  function tableOf(table: BlockId): TableContent {
    const columns = page.columns(table);
    const look = (id: BlockId) => ({ props: page.block(id)?.props ?? {} });
    return {
      columns: columns.map(look),
      rows: page.children(table).map((row) => ({
        ...look(row),
        cells: columns.map((column) => contentsIn(cellOf(row, column))),
      })),
    };
  }

  /** What is in a container, and what was: each removed block after the one that was before it. */
  function contentsIn(container: ContainerId): BlockContent[] {
    const here = page.children(container);
    const gone = new Map<BlockId | undefined, BlockId[]>();
    let last: BlockId | undefined;
    for (const id of past.children(container)) {
      if (here.includes(id)) last = id;
      else gone.set(last, [...(gone.get(last) ?? []), ...goneOf(id)]);
    }
    const removed = (after: BlockId | undefined): BlockContent[] =>
      (gone.get(after) ?? []).flatMap(removedContent);
    return [...removed(undefined), ...here.flatMap((id) => [...contentOf(id), ...removed(id)])];
  }

  /** Whether nothing of a block is shown any more; what was merged into another is in that one. */
  const isGone = (id: BlockId): boolean => !page.block(id) && !page.block(page.hostOf(id));

  /** What there is to tell of a block that is not where it was: nothing of one that is somewhere else. */
  const goneOf = (id: BlockId): BlockId[] => {
    if (isGone(id)) return [id];
    return page.block(id) ? [] : past.children(id).flatMap(goneOf);
  };

  function removedContent(id: BlockId): BlockContent[] {
    const block = past.block(id);
    if (!block) return [];
    const { text, holds } = typeOf(block);
    const runs = asRemoved(
      block.pieces.flatMap((piece) => piece.runs),
      id,
    );
    const inside =
      holds === 'table' ? [] : past.children(id).flatMap(goneOf).flatMap(removedContent);
    // A table that is gone is told by its letters: there is nothing left to hold its cells.
    if (holds === 'table') return past.children(id).flatMap((row) => removedRow(id, row));
    return [
      {
        type: block.type,
        props: block.props,
        ...(text !== 'none' && { runs }),
        ...(inside.length > 0 && { children: inside }),
        change: removalOf(id),
      },
    ];
  }

  const removedRow = (table: BlockId, row: BlockId): BlockContent[] =>
    past
      .columns(table)
      .flatMap((column) => past.children(cellOf(row, column)))
      .flatMap(goneOf)
      .flatMap(removedContent);

  const [title] = markedPieces(PAGE, after.getText(TITLE_ROOT), reading);
  const found = { title: title?.runs ?? [], blocks: contentsIn(PAGE) };
  past.dispose();
  page.dispose();
  return found;

  function changedSince(doc: Y.Doc, sv: ReadonlyMap<number, number>): Map<BlockId, number> {
    const authors = new Map<BlockId, number>();
    const latest = new Map<BlockId, number>();
    for (const [key, { id }] of doc.getMap('props')._map) {
      const [block] = registerOf(key) ?? [];
      if (block === undefined || id.clock < (sv.get(id.client) ?? 0)) continue;
      // Of several that somebody set, the one written last by anybody's count.
      if (id.clock < (latest.get(block) ?? 0)) continue;
      latest.set(block, id.clock);
      authors.set(block, authorship.writerOf(id.client));
    }
    return authors;
  }
}

const props = (block: Block): Json => block.props;
