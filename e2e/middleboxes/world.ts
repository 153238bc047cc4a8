import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createMemoryLocks } from '@weft/client/outbox/memory-locks';
import { createMemoryOutbox } from '@weft/client/outbox/memory-outbox';
import { createProvider, type Provider } from '@weft/client/sync/provider';
import { createHttpConnection } from '@weft/client/transport/http-connection';
import { createHttpTransport } from '@weft/client/transport/http-transport';
import { createApp } from '@weft/server/app';
import { createNodeServer } from '@weft/server/http/node-server';
import { memoryPorts } from '@weft/server/testing/memory-ports';
import type { Clock } from '@weft/shared/clock';
import { mintDocId, type DocId } from '@weft/shared/protocol/ids';
import * as Y from 'yjs';
import type { Middlebox } from './nginx.ts';

/** A real client over real HTTP. */
export interface Person {
  readonly provider: Provider;
  readonly text: Y.Text;
  /** Every phase of its link, in order. */
  readonly links: readonly string[];
}

/**
 * The server and its clients in one process, whose time runs `speed` times as fast as ours: what takes minutes in the
 * field is seen in seconds, with all of both sides' own times in their proportions.
 */
export interface World {
  readonly doc: DocId;
  /** Where the server itself answers. */
  readonly url: string;
  /** Somebody at the server itself, or behind what lies before it; connects at once. */
  join(through?: Middlebox): Person;
  /** Puts something before the server, for as long as the world lasts. */
  place<M extends Middlebox>(middlebox: Promise<M>): Promise<M>;
  close(): Promise<void>;
}

export async function openWorld(speed = 1): Promise<World> {
  const clock: Clock = {
    now: () => performance.now() * speed,
    after(ms, callback) {
      const timer = setTimeout(callback, ms / speed);
      return () => clearTimeout(timer);
    },
  };
  const doc = mintDocId(randomBytes);
  const ports = memoryPorts();
  await ports.documents.create({ id: doc, format: 'raw', time: 0 });
  const app = createApp({ ...ports, clock });
  const server = createNodeServer(app.fetch, '127.0.0.1');
  server.listener.listen(0, '127.0.0.1');
  await once(server.listener, 'listening');
  const url = `http://127.0.0.1:${(server.listener.address() as AddressInfo).port}`;
  const people: Person[] = [];
  const between: Middlebox[] = [];

  return {
    doc,
    url,
    join(through) {
      const baseUrl = through?.url ?? url;
      const ydoc = new Y.Doc();
      const connection = createHttpConnection({ baseUrl, clock });
      const provider = createProvider(doc, ydoc, {
        transport: createHttpTransport({ baseUrl, format: 'raw', connection }),
        store: createMemoryOutbox(),
        locks: createMemoryLocks(),
        clock,
        random: Math.random,
        randomBytes: (length) => randomBytes(length),
      });
      const links: string[] = [];
      provider.on('link', (phase) => links.push(phase));
      provider.connect();
      const person = { provider, text: ydoc.getText('t'), links };
      people.push(person);
      return person;
    },
    async place(middlebox) {
      const placed = await middlebox;
      between.push(placed);
      return placed;
    },
    async close() {
      await Promise.all(people.map(({ provider }) => provider.destroy()));
      await app.close();
      for (const one of between) await one.close();
      server.cut();
      await server.leave();
    },
  };
}

/** Waits until it holds; the test's own time limit ends it. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

export const isLive = ({ provider }: Person): boolean => provider.link === 'live';
export const isSaved = ({ provider }: Person): boolean => provider.save.kind === 'saved';
export const reads = ({ text }: Person, word: string): boolean => text.toString().includes(word);

/** Each types a word, and both have both, saved. */
export async function talk(one: Person, other: Person, words: string): Promise<void> {
  for (const [from, to, word] of [
    [one, other, `${words}-of-one `],
    [other, one, `${words}-of-other `],
  ] as const) {
    from.text.insert(from.text.length, word);
    await until(() => reads(to, word) && isSaved(from));
  }
}
