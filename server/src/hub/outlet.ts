/** Where a follower's events go: one reader's connection, with a queue that says when it is full. */
export interface Outlet {
  /** Whether the reader keeps up; writing to one that does not only fills memory. */
  readonly ready: boolean;
  readonly closed: boolean;
  write(event: Buffer): void;
  /** Calls back once when the reader is gone, also when it already is. */
  onClose(callback: () => void): void;
  /** Resolves when ready again, or closed. */
  drained(): Promise<void>;
}
