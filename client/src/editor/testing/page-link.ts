import { ObservableV2 } from 'lib0/observable';
import { Awareness } from 'y-protocols/awareness';
import { applyUpdate, Doc } from 'yjs';
import type { PageProvider } from '../page-provider.ts';

/** A provider without a server: it has caught up when `catchUp` says so. */
export class StubProvider
  extends ObservableV2<{ sync: (synced: boolean) => void }>
  implements PageProvider
{
  readonly doc: Doc;
  readonly awareness: Awareness;
  synced = false;

  constructor(state?: Uint8Array) {
    super();
    this.doc = new Doc();
    if (state) applyUpdate(this.doc, state, 'start');
    this.awareness = new Awareness(this.doc);
  }

  catchUp(): void {
    this.synced = true;
    this.emit('sync', [true]);
  }
}

/** A lossless link between documents that delivers only when it is told to. */
export class PageLink {
  readonly #docs: Doc[] = [];
  #underWay: { readonly to: Doc; readonly update: Uint8Array }[] = [];

  join(doc: Doc): void {
    this.#docs.push(doc);
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === this) return;
      for (const to of this.#docs) if (to !== doc) this.#underWay.push({ to, update });
    });
  }

  /** Delivers all that was written until now. */
  settle(): void {
    const arrived = this.#underWay;
    this.#underWay = [];
    for (const { to, update } of arrived) applyUpdate(to, update, this);
  }
}
