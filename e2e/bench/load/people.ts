import { eachRun } from '../wires/letters.ts';
import type { Connection, Wire } from '../wires/wire.ts';
import { createSamples, type Samples } from './samples.ts';

/** Ids of clients are large, as random ones mostly are: it shows in the bytes. */
export const FIRST_CLIENT = 0x8000_0000;
/** Joins under way at a time: more would only wait for each other. */
const JOINING = 50;

export interface Person {
  readonly index: number;
  readonly doc: string;
  connection: Connection | undefined;
  /** When each of their letters was typed; the index is its clock. */
  readonly typedAt: number[];
  acknowledged: number;
  waiting: Waiting | undefined;
}

interface Waiting {
  readonly letters: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** People in documents, `perDoc` in each, and an account of everything that comes to each of them. */
export interface People {
  readonly all: readonly Person[];
  /** The first thing that could not be sent. */
  readonly fault: unknown;
  join(person: Person): Promise<void>;
  /** Joins everybody. */
  joinAll(): Promise<void>;
  type(person: Person, count: number): void;
  /** Resolves when so many of their letters are acknowledged; rejects when one cannot be sent. */
  acknowledged(person: Person, letters: number): Promise<void>;
  /** Forgets what was measured, and measures letters typed from now on. */
  measure(): Measured;
  close(): void;
}

export interface Measured {
  readonly latency: Samples;
  readonly ack: Samples;
}

export function createPeople(
  wire: Wire,
  docs: readonly string[],
  perDoc: number,
  onLost?: (person: Person, comeBackAfter: number | undefined) => void,
): People {
  const all = docs.flatMap((doc, at) =>
    Array.from({ length: perDoc }, (_, i): Person => ({
      index: at * perDoc + i,
      doc,
      connection: undefined,
      typedAt: [],
      acknowledged: 0,
      waiting: undefined,
    })),
  );
  /** Clocks that each person has seen of each other person of the document. */
  const seen = new Int32Array(all.length * perDoc);
  let fault: unknown;
  let measuredFrom = Infinity;
  let measured: Measured = { latency: createSamples(), ack: createSamples() };

  function receive(person: Person, update: Uint8Array): void {
    const now = performance.now();
    eachRun(update, (client, clock, length) => {
      const author = all[client - FIRST_CLIENT];
      if (!author || author === person) return;
      const slot = person.index * perDoc + (author.index % perDoc);
      const end = clock + length;
      for (let letter = Math.max(clock, seen[slot]!); letter < end; letter++) {
        const at = author.typedAt[letter];
        if (at !== undefined && at >= measuredFrom) measured.latency.add(now - at);
      }
      if (end > seen[slot]!) seen[slot] = end;
    });
  }

  function acknowledge(person: Person, clock: number): void {
    const now = performance.now();
    for (; person.acknowledged < clock; person.acknowledged++) {
      const at = person.typedAt[person.acknowledged];
      if (at !== undefined && at >= measuredFrom) measured.ack.add(now - at);
    }
    if (person.waiting && person.acknowledged >= person.waiting.letters) person.waiting.resolve();
  }

  async function join(person: Person): Promise<void> {
    const from = person.connection?.position;
    person.connection = await wire.join({
      doc: person.doc,
      client: FIRST_CLIENT + person.index,
      clock: person.typedAt.length,
      ...(from === undefined ? {} : { from }),
      onUpdate: (update) => receive(person, update),
      onAck: (clock) => acknowledge(person, clock),
      onFault(error) {
        fault ??= error;
        person.waiting?.reject(error);
      },
      onLost: (comeBackAfter) => onLost?.(person, comeBackAfter),
    });
  }

  return {
    all,
    get fault() {
      return fault;
    },
    join,
    async joinAll() {
      await inTurns(all, JOINING, join);
    },
    type(person, count) {
      const now = performance.now();
      for (let i = 0; i < count; i++) person.typedAt.push(now);
      person.connection?.type(count);
    },
    acknowledged: (person, letters) =>
      new Promise((resolve, reject) => {
        person.waiting = { letters, resolve, reject };
      }),
    measure() {
      measuredFrom = performance.now();
      measured = { latency: createSamples(), ack: createSamples() };
      return measured;
    },
    close() {
      for (const { connection } of all) connection?.close();
    },
  };
}

/** Does `work` for each, so many at a time. */
export async function inTurns<T>(
  all: readonly T[],
  atATime: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  const waiting = all.values();
  const run = async (): Promise<void> => {
    for (const one of waiting) await work(one);
  };
  await Promise.all(Array.from({ length: atATime }, run));
}
