import { mintSessionId, type DocId } from '@weft/shared/protocol/ids';
import { ObservableV2 } from 'lib0/observable';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { applyUpdates } from './applying.ts';
import { createCopyKeeper } from './copy-keeper.ts';
import type { Core, ProviderPorts } from './core.ts';
import { createDownlink } from './downlink.ts';
import { nextLink, statusOf, type LinkPhase } from './link.ts';
import { createNeighbourLink } from './neighbour-link.ts';
import { createOutbox } from './outbox.ts';
import { createOutboxWriter } from './outbox-writer.ts';
import type { Rung } from './ports.ts';
import { createPresenceLink } from './presence.ts';
import type { ProviderEvents } from './provider-events.ts';
import { missingOnServer, waitingBytes } from './reconcile.ts';
import { sameSaveState, type SaveState } from './save-state.ts';
import { createResting } from './resting.ts';
import { createSessions } from './sessions.ts';
import { canRest, evaluate, initialState, isResumable, saveState, type Command } from './state.ts';
import { createUplink } from './uplink.ts';

/** Rows that a dead tab left are looked for this often. */
const SCAN_MS = 15_000;

/**
 * Joins a `Y.Doc` with the document of the same id on the server. From its first moment on it records what
 * is typed, connected or not; remote updates are applied with the provider as transaction origin.
 * Satisfies the `Provider` contract of `@lexical/yjs`.
 */
export interface Provider {
  readonly id: DocId;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** Whether the document has had everything from the server at least once. */
  readonly synced: boolean;
  readonly save: SaveState;
  readonly link: LinkPhase;
  /** How news comes from the server: `stream` unless the network in between does not let one through. */
  readonly rung: Rung;
  connect(): void;
  /** Edits go on being recorded, and are sent after the next `connect`. */
  disconnect(): void;
  /** Ends a wait early: the network is back, or the person is. */
  wake(): void;
  /** Ends it for good; resolves when everything typed is durable on this device. */
  destroy(): Promise<void>;
  on<E extends keyof ProviderEvents>(event: E, callback: ProviderEvents[E]): void;
  off<E extends keyof ProviderEvents>(event: E, callback: ProviderEvents[E]): void;
}

/** A provider for `doc`; it does nothing on the network before `connect`. */
export function createProvider(id: DocId, doc: Y.Doc, ports: ProviderPorts): Provider {
  const { transport, store, locks, clock, randomBytes, onFault = () => undefined } = ports;
  const events = new ObservableV2<{ [E in keyof ProviderEvents]: ProviderEvents[E] }>();
  const session = mintSessionId(randomBytes);
  // A document that was not empty when we got it may hold what no outbox knows of.
  const state = initialState(createOutbox(id, session), doc.store.clients.size > 0);
  let destroyed = false;

  const core: Core = {
    id,
    doc,
    ports,
    state,
    update(change) {
      change();
      // What follows may have been ended by a callback; a destroyed provider starts nothing.
      if (!destroyed) for (const command of evaluate(state)) run(command);
      tell();
    },
    link(event) {
      const context = { opened: state.opened, resumable: isResumable(state) };
      state.link = nextLink(state.link, event, context);
      copy.look();
    },
    apply(updates) {
      applyUpdates(doc, updates, provider, onFault);
      copy.record(updates);
      if (state.stranded !== 0 && waitingBytes(doc) !== state.stranded) state.reconcile = true;
    },
  };
  const { update } = core;
  const copy = createCopyKeeper(core);
  const sessions = createSessions(id, store, locks);
  const writer = createOutboxWriter(store, (progress) =>
    update(() => Object.assign(state, progress)),
  );
  const presence = createPresenceLink(doc, {
    clock,
    post: (one) => void transport.presence(id, state.outbox.session, one),
  });
  const neighbours = createNeighbourLink(id, ports.neighbours, (bytes) => {
    if (isTogether()) core.apply([bytes]);
  });
  const uplink = createUplink(core, writer, neighbours.areAhead, (delayMs) => {
    state.reconcile = true;
    downlink.stop();
    core.link({ type: 'lost', delayMs });
  });
  const downlink = createDownlink(core, {
    presence,
    // Without a lock another tab may send its rows as well, which is harmless; not to go on is not.
    hold: (one) => sessions.hold(one).catch(onFault),
    startOver(fresh, server) {
      uplink.abort();
      presence.retire();
      writer.write(state.outbox.restart(fresh, missingOnServer(doc, server)));
      state.stranded = waitingBytes(doc);
      state.reconcile = false;
      state.acknowledged = undefined;
    },
    onCompany: (alone) => uplink.setAlone(alone),
    onLive: scan,
  });

  const resting = createResting(
    ports,
    () => !state.outbox.isEmpty || !canRest(state) || ports.isBusy?.() === true,
    () => {
      presence.leave();
      update(() => core.link({ type: 'rest' }));
    },
  );

  function run(command: Command): void {
    switch (command.type) {
      case 'stage':
        return writer.write(state.outbox.stage());
      case 'seal':
        return uplink.seal();
      case 'send':
        return uplink.send();
      case 'wait-to-send':
        return uplink.waitToSend(command.attempt, command.delayMs);
      case 'fetch-snapshot':
        return downlink.fetchSnapshot();
      case 'follow':
        return downlink.follow();
      case 'wait-to-link':
        return downlink.wait(command.attempt, command.delayMs);
      case 'unlink':
        return downlink.stop();
    }
  }

  /**
   * Events are told in the middle of Yjs's own work, which an exception would leave half done for ever: the
   * document would go on changing and say nothing of it.
   */
  function emit<E extends keyof ProviderEvents>(
    event: E,
    ...args: Parameters<ProviderEvents[E]>
  ): void {
    try {
      events.emit(event, args);
    } catch (error) {
      onFault(error);
    }
  }

  let told = { save: saveState(state), link: state.link.phase, synced: false };
  function tell(): void {
    const now = { save: saveState(state), link: state.link.phase, synced: state.synced };
    const before = told;
    told = now;
    if (!before.synced && now.synced) emit('sync', true);
    if (before.link !== now.link) {
      emit('link', now.link);
      const status = statusOf(now.link);
      if (statusOf(before.link) !== status) emit('status', { status });
    }
    if (!sameSaveState(before.save, now.save)) emit('save', now.save);
  }

  /** Whether edits go between the tabs of this browser: also offline, but not where the caller wants none. */
  function isTogether(): boolean {
    return !destroyed && state.link.phase !== 'off' && state.link.phase !== 'blocked';
  }

  function onUpdate(bytes: Uint8Array, origin: unknown): void {
    if (origin === provider) return;
    if (isTogether()) neighbours.tell(bytes);
    update(() => state.outbox.add(bytes));
    copy.record([bytes]);
    uplink.edited();
    emit('update', bytes);
  }

  /** Takes over what dead tabs left; the document shows it at once. */
  async function takeOrphans(): Promise<void> {
    for (const rows of await sessions.orphans()) {
      if (destroyed) return;
      core.apply(rows.map(({ bytes }) => bytes));
      update(() => writer.write(state.outbox.adopt(rows)));
    }
  }

  let scanning = false;
  function scan(): void {
    if (scanning || destroyed || !state.opened) return;
    scanning = true;
    takeOrphans()
      .catch(onFault)
      .finally(() => (scanning = false));
  }

  let stopScanning = (): void => undefined;
  function scanLater(): void {
    stopScanning = clock.after(SCAN_MS, () => {
      scan();
      scanLater();
    });
  }

  const provider: Provider = {
    id,
    doc,
    awareness: presence.awareness,
    get synced() {
      return state.synced;
    },
    get save() {
      return saveState(state);
    },
    get link() {
      return state.link.phase;
    },
    get rung() {
      return transport.ladder?.rung ?? 'stream';
    },
    connect() {
      if (destroyed) return;
      update(() => core.link({ type: 'connect' }));
      uplink.again();
    },
    disconnect() {
      presence.leave();
      update(() => {
        uplink.abort();
        core.link({ type: 'disconnect' });
      });
    },
    wake() {
      resting.shown();
      update(() => core.link({ type: 'wake' }));
      if (state.push.phase === 'waiting') uplink.again();
    },
    async destroy() {
      if (destroyed) return writer.settled();
      doc.off('update', onUpdate);
      doc.off('destroy', onDocDestroy);
      uplink.leave();
      provider.disconnect();
      destroyed = true;
      stopScanning();
      resting.shown();
      for (const stop of stops) stop?.();
      neighbours.leave();
      presence.destroy();
      writer.write(state.outbox.stage());
      await opening;
      await writer.settled();
      await copy.leave();
      sessions.release();
      events.destroy();
    },
    on: (event, callback) => void events.on(event, callback),
    off: (event, callback) => events.off(event, callback),
  };

  const onDocDestroy = (): void => void provider.destroy();
  doc.on('update', onUpdate);
  doc.on('destroy', onDocDestroy);
  scanLater();
  const stops = [
    ports.onReturn?.(() => provider.wake()),
    ports.onHidden?.(() => resting.hidden()),
    transport.ladder?.onRung((rung) => emit('rung', rung)),
  ];
  const opening = Promise.all([sessions.hold(session), copy.load()])
    .then(takeOrphans)
    // A device that cannot be read cannot keep anything either; what is typed is sent from memory.
    .catch(() => void (state.storageBroken = true))
    .then(() => {
      if (destroyed) return;
      update(() => {
        state.opened = true;
        core.link({ type: 'opened' });
      });
    });
  return provider;
}
