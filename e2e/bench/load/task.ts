import type { Traffic } from '../wires/wire.ts';

/** Which protocol the light clients are to speak. */
export type WireName = 'weft' | 'hocuspocus' | 'y-websocket' | 'durable-streams';

export interface Place {
  readonly wire: WireName;
  readonly port: number;
  /** Over TLS and HTTP/2, where the wire is HTTP. */
  readonly isShared?: boolean;
  /** With the headers that browsers send, where the wire is HTTP. */
  readonly asBrowser?: boolean;
}

/** What the process of the clients can be asked to do; one at a time. */
export type Task =
  /** Makes the documents, joins each with `perDoc` people, and stays. */
  | { readonly kind: 'open'; readonly docs: readonly string[]; readonly perDoc: number }
  /** More people, who only read, as many as there can be; answers how many there are. */
  | { readonly kind: 'crowd'; readonly docs: readonly string[]; readonly people: number }
  | { readonly kind: 'type'; readonly typing: Typing }
  /** The first person of each document adds this many letters, from a client of many runs; waits for the answers. */
  | { readonly kind: 'fill'; readonly bytes: number }
  /** Everybody goes. */
  | { readonly kind: 'close' }
  /** Everybody types one letter after the other, each when the one before is acknowledged. */
  | { readonly kind: 'pump'; readonly seconds: number }
  /** The first person of the first document types this many keys, the others read. */
  | { readonly kind: 'keys'; readonly count: number; readonly everyMs: number }
  /** One letter after the other, each only when the one before is acknowledged. */
  | {
      readonly kind: 'append';
      readonly doc: string;
      readonly client: number;
      readonly count: number;
    }
  /** How many letters a document has. */
  | { readonly kind: 'count'; readonly doc: string }
  /** A document's life of many edits, each an update of its own. */
  | { readonly kind: 'live'; readonly doc: string; readonly edits: number; readonly batch: number }
  | { readonly kind: 'load'; readonly doc: string; readonly times: number }
  /** Everybody who was cut off comes back. */
  | { readonly kind: 'storm'; readonly isJittered: boolean };

export interface Typing {
  /** Of each document, the first so many people. */
  readonly typists: number;
  /** Edits a second of all of them together. */
  readonly rate: number;
  readonly seconds: number;
  /** Seconds before what is measured. */
  readonly warmUp: number;
}

/** Bytes a key. */
export interface KeyTraffic {
  readonly typist: Traffic;
  readonly reader: Traffic;
}

/** Times are milliseconds. */
export interface Typed {
  readonly edits: number;
  readonly deliveries: number;
  /** Deliveries that had not come when nobody waited any longer. */
  readonly missing: number;
  /** Edits a second that were really typed. */
  readonly rate: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly longest: number;
  readonly ackP50: number;
  readonly ackP99: number;
  /** Share of a core that the clients took. */
  readonly loadCore: number;
}

export interface Loaded {
  /** Until the last byte, milliseconds, the median. */
  readonly ms: number;
  /** To apply it to an empty document. */
  readonly applyMs: number;
  readonly bytes: number;
  readonly letters: number;
}

export interface Stormed {
  readonly ms: number;
  readonly medianMs: number;
  /** Joins in the busiest second. */
  readonly peak: number;
  readonly caughtUp: number;
}

export interface Results {
  open: { readonly people: number };
  crowd: { readonly people: number };
  type: Typed;
  fill: { readonly bytes: number };
  close: null;
  pump: { readonly updates: number };
  keys: KeyTraffic;
  append: { readonly acknowledged: number; readonly traffic: Traffic };
  count: { readonly letters: number };
  live: { readonly updates: number; readonly bytes: number; readonly letters: number };
  load: Loaded;
  storm: Stormed;
}
