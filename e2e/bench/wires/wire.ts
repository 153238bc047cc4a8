/** One person's connection to one document. */
export interface Connection {
  /** Types letters: sent at once, or with what else was typed as soon as the request before is answered. */
  type(count: number): void;
  /** Sends an update of other making; resolves when it is acknowledged. */
  push(update: Uint8Array): Promise<void>;
  /** Where the connection is, for `JoinOptions.from`. */
  readonly position: string;
  /** Bytes of payload that went over its sockets so far. */
  readonly traffic: Traffic;
  close(): void;
}

export interface Traffic {
  readonly up: number;
  readonly down: number;
}

export interface JoinOptions {
  readonly doc: string;
  /** The Yjs client that types. */
  readonly client: number;
  /** Letters that this client has typed before. */
  readonly clock?: number;
  /** Where to go on, as another connection of the same document told it. */
  readonly from?: string;
  /** An update came down; what the client typed itself may be among it. */
  readonly onUpdate: (update: Uint8Array) => void;
  /** The letters up to this clock are acknowledged. */
  readonly onAck: (clock: number) => void;
  /** Something typed could not be sent. */
  readonly onFault?: (error: unknown) => void;
  /** The server ended it; `comeBackAfter` is its wish, milliseconds. */
  readonly onLost?: (comeBackAfter: number | undefined) => void;
}

/** How light clients speak with one kind of server: on bare sockets, without a document behind them. */
export interface Wire {
  /** Makes what must be there before anybody joins. */
  prepare(doc: string): Promise<void>;
  /** Resolves when the connection has what the server had and is live. Rejects when it cannot be made. */
  join(options: JoinOptions): Promise<Connection>;
  /** Opens a document from nothing, the fastest way there is, and calls back with updates in order. */
  load(doc: string, onUpdate: (update: Uint8Array) => void): Promise<Traffic>;
}
