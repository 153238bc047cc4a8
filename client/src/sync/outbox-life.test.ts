import { fc } from '@weft/shared/testing/properties';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createOutbox, type Outbox, type OutboxChange } from './outbox.ts';
import type { OutboxKey, OutboxRow } from './ports.ts';
import { docId, sessionId } from './testing/ids.ts';
import { createWriter } from './testing/writer.ts';

const DOC = docId(1);

const STEPS = [
  'type',
  'stage',
  'seal',
  'send',
  'acknowledge',
  'take over',
  'start over',
  'die',
] as const;
type Step = (typeof STEPS)[number];

const nameOf = ({ session, seq }: OutboxKey): string => `${session} ${seq}`;
const bytesOf = (bytes: Uint8Array): string => bytes.join();

/**
 * One browser's storage and one server, and tabs that live one after the other: each is an outbox and a
 * document. What a tab typed is one letter that nobody else types.
 */
function createWorld() {
  const durable = new Map<string, OutboxRow>();
  const server = createWriter(1);
  /** Which bytes each number of a session stands for. */
  const meaning = new Map<string, string>();
  /** Letters that the storage was told of, or the server has. */
  const safe = new Set<string>();
  let sessions = 0;
  let letters = 0;
  let orphans = new Set<string>();
  let tab = newTab();

  function newTab() {
    const session = sessionId(++sessions);
    const writer = createWriter(100 + sessions);
    return {
      session,
      writer,
      outbox: createOutbox(DOC, session),
      sent: undefined as Outbox['next'],
      volatile: new Set<string>(),
    };
  }

  function keep(change: OutboxChange | undefined): void {
    for (const key of change?.remove ?? []) {
      expect(durable.delete(nameOf(key))).toBe(true);
    }
    for (const row of change?.put ?? []) {
      expect(durable.has(nameOf(row))).toBe(false);
      durable.set(nameOf(row), row);
      mean(row);
    }
  }

  function mean({ session, n, bytes }: OutboxRow): void {
    if (n === undefined) return;
    const name = `${session} ${n}`;
    expect(meaning.get(name) ?? bytesOf(bytes)).toBe(bytesOf(bytes));
    meaning.set(name, bytesOf(bytes));
  }

  const steps: Record<Step, () => void> = {
    type() {
      const letter = String.fromCharCode(0xe000 + letters++);
      tab.outbox.add(tab.writer.type(letter));
      tab.volatile.add(letter);
    },
    stage() {
      keep(tab.outbox.stage());
      for (const letter of tab.volatile) safe.add(letter);
      tab.volatile.clear();
    },
    seal: () => keep(tab.outbox.seal()),
    send() {
      if (tab.sent) return;
      tab.sent = tab.outbox.next;
      if (!tab.sent) return;
      // On the network it is what is on the device, number and all.
      expect(durable.get(nameOf(tab.sent))).toEqual(tab.sent);
      mean(tab.sent);
      server.apply(tab.sent.bytes);
    },
    acknowledge() {
      if (!tab.sent) return;
      const change = tab.outbox.acknowledge();
      expect(change).toEqual({
        put: [],
        remove: [{ doc: DOC, session: tab.sent.session, seq: tab.sent.seq }],
      });
      keep(change);
      tab.sent = undefined;
    },
    'take over'() {
      for (const session of orphans) {
        const rows = [...durable.values()]
          .filter((row) => row.session === session)
          .toSorted((a, b) => a.seq - b.seq);
        tab.writer.apply(...rows.map(({ bytes }) => bytes));
        keep(tab.outbox.adopt(rows));
      }
      orphans = new Set();
    },
    'start over'() {
      // Only rows that this tab answers for; those of dead tabs it has not taken over stay.
      const diff = Y.encodeStateAsUpdate(tab.writer.doc, Y.encodeStateVector(server.doc));
      keep(tab.outbox.restart(sessionId(++sessions), diff));
      for (const letter of tab.volatile) safe.add(letter);
      tab.volatile.clear();
      tab.sent = undefined;
    },
    die() {
      orphans = new Set([...durable.values()].map(({ session }) => session));
      tab = newTab();
    },
  };

  return {
    step: (step: Step) => steps[step](),
    check() {
      const { outbox } = tab;
      const own = [...durable.values()].filter(({ session }) => !orphans.has(session));
      expect(outbox.isEmpty).toBe(own.length === 0 && !outbox.isVolatile);
      expect(outbox.isVolatile).toBe(tab.volatile.size > 0);
      if (outbox.next) expect(durable.get(nameOf(outbox.next))).toEqual(outbox.next);
      if (tab.sent) expect(outbox.next).toBe(tab.sent);
    },
    /** Sends everything; answers what the server then has. */
    finish(): string {
      for (const step of ['take over', 'stage'] as const) steps[step]();
      for (let rounds = 0; !tab.outbox.isEmpty; rounds++) {
        expect(rounds).toBeLessThan(1_000);
        for (const step of ['seal', 'send', 'acknowledge'] as const) steps[step]();
      }
      expect([...durable.keys()]).toEqual([]);
      expect(server.doc.store.pendingStructs).toBeNull();
      return server.text;
    },
    safe,
  };
}

test('SYNC-2 SYNC-3 SYNC-5 whatever happens in whatever order, storage has all that the outbox has, numbers keep their bytes, and nothing stored is lost', () => {
  const weighted = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...STEPS.slice(0, 5)) },
    { weight: 1, arbitrary: fc.constantFrom(...STEPS.slice(5)) },
  );
  fc.assert(
    fc.property(fc.array(weighted, { minLength: 1, maxLength: 80, size: 'max' }), (life) => {
      const world = createWorld();
      for (const step of life) {
        world.step(step);
        world.check();
      }
      const text = world.finish();
      for (const letter of world.safe) expect(text.split(letter)).toHaveLength(2);
    }),
    { numRuns: 100 },
  );
});
