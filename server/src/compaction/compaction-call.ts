import type { DocId } from '@weft/shared/protocol/ids';
import type { LogHead, LogRow } from '../log/log.ts';
import type { Compacted } from './compactor.ts';

/** What the compaction thread is asked, one thing at a time. */
export type Asked =
  | { readonly type: 'begin'; readonly doc: DocId; readonly head: LogHead }
  | { readonly type: 'rows'; readonly rows: readonly LogRow[] }
  | { readonly type: 'finish'; readonly now: number };

/** What it answers; `compacted` to `finish`. After a failure it has forgotten the document. */
export type Told =
  | { readonly ok: true; readonly compacted: Compacted | undefined }
  | { readonly ok: false; readonly reason: string };
