import { applyUpdate, type Doc } from 'yjs';

/** A lossless link among documents that delivers only when it is told to. */
export interface Link {
  join(doc: Doc): void;
  /** Delivers what is under way now; answers to it wait for the next call. */
  exchange(): void;
  /** Delivers until nothing is under way. */
  settle(): void;
  /** Updates handed over so far. */
  readonly sent: number;
}

export function createLink(): Link {
  const docs: Doc[] = [];
  let underWay: { to: Doc; update: Uint8Array }[] = [];
  let sent = 0;
  const link: Link = {
    join(doc) {
      docs.push(doc);
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin === link) return;
        sent += 1;
        for (const to of docs) if (to !== doc) underWay.push({ to, update });
      });
    },
    exchange() {
      const arrived = underWay;
      underWay = [];
      for (const { to, update } of arrived) applyUpdate(to, update, link);
    },
    settle() {
      while (underWay.length > 0) link.exchange();
    },
    get sent() {
      return sent;
    },
  };
  return link;
}
