import type { Polled } from '@weft/shared/codec/poll';

/** Something else than documents that a poll looks at. */
export interface PollSource {
  /** Calls back whenever there may be news; returns the function that ends it. */
  listen(wake: () => void): () => void;
  /** What there is to say; `live` alone is no news. Never rejects. */
  read(): Promise<Polled[]>;
}
