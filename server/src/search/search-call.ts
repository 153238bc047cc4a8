import type { DocId } from '@weft/shared/protocol/ids';
import type { SearchQuery } from './search.ts';

/** To the thread. */
export type Sought =
  | { readonly kind: 'find'; readonly query: SearchQuery }
  | { readonly kind: 'excerpts'; readonly pages: readonly DocId[]; readonly text: string }
  | { readonly kind: 'links'; readonly page: DocId; readonly limit: number }
  | { readonly kind: 'offsets'; readonly docs: readonly DocId[] }
  | { readonly kind: 'forget'; readonly doc: DocId };

/** From the thread: what the method of the same name answers, or that it could not. */
export type Told = { readonly ok: true; readonly found: unknown } | { readonly ok: false };
