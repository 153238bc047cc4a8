/** Something that was done, told for a moment. */
export interface Notice {
  readonly id: number;
  readonly words: string;
  /** What can be done about it as long as it is shown. */
  readonly action?: { readonly label: string; readonly act: () => void } | undefined;
  /** It went wrong. */
  readonly isFailure: boolean;
}

/** The one notice that is shown, whoever tells it. */
export interface NoticeList {
  get(): Notice | undefined;
  subscribe(changed: () => void): () => void;
  tell(words: string, action?: Notice['action']): void;
  /** Tells what went wrong. */
  fail(words: string): void;
  dismiss(): void;
}

export function createNoticeList(): NoticeList {
  const listeners = new Set<() => void>();
  let shown: Notice | undefined;
  let count = 0;

  function show(next: Notice | undefined): void {
    shown = next;
    for (const listener of Array.from(listeners)) listener();
  }

  return {
    get: () => shown,
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    tell: (words, action) => show({ id: (count += 1), words, action, isFailure: false }),
    fail: (words) => show({ id: (count += 1), words, isFailure: true }),
    dismiss: () => show(undefined),
  };
}
