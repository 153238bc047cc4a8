import { concat } from '@weft/shared/codec/bytes';
import type { NewRow } from '../log/log.ts';

/**
 * Rows on their way to another thread. Bytes of their own each would be copied with the whole buffer that they are a part
 * of, which for small ones is Node's pool of 8 KiB; together they are handed over without a copy.
 */
export interface PackedRows {
  readonly heads: readonly (Omit<NewRow, 'bytes'> & { readonly size: number })[];
  readonly bytes: Uint8Array;
}

export function packRows(rows: readonly NewRow[]): PackedRows {
  return {
    heads: rows.map(({ bytes, ...head }) => ({ ...head, size: bytes.length })),
    bytes: concat(rows.map(({ bytes }) => bytes)),
  };
}

export function unpackRows({ heads, bytes }: PackedRows): NewRow[] {
  let at = 0;
  return heads.map(({ size, ...head }) => {
    const row = { ...head, bytes: bytes.subarray(at, at + size) };
    at += size;
    return row;
  });
}
