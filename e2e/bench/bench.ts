import type { Run } from './servers/disturbance.ts';
import { undisturbed } from './servers/disturbance.ts';
import type { Line, RowName, Target } from './report/line.ts';
import { startClients, type Clients } from './servers/clients.ts';
import {
  startServer,
  type Server,
  type ServerKind,
  type ServerName,
  type ServerOptions,
} from './servers/server.ts';

/** What rows measure with. */
export interface Bench {
  /** A run to see that it works, in a fraction of the time and of the load. */
  readonly isQuick: boolean;
  /** Ours first. */
  readonly kinds: readonly ServerKind[];
  /** Why a server is not there at all. */
  readonly absent: Readonly<Partial<Record<ServerName, string>>>;
  /** The bundled entry of the clients' process. */
  readonly loadScript: string;
  /** The bundled entry of a person at Weft's own provider. */
  readonly providerScript: string;
  /** What is loaded into servers so that they collect garbage when asked to. */
  readonly collectScript: string;
  /** Library to load into servers that counts syncs and slows them, or why there is none. */
  readonly slowSync: { readonly library: string } | { readonly reason: string };
  /** How often a disturbed run may be done over by now. */
  repeats(): number;
  /** Tells how far it is. */
  say(words: string): void;
}

/** A server and its clients, for as long as `work` takes. */
export async function withServer<T>(
  bench: Bench,
  kind: ServerKind,
  options: ServerOptions,
  work: (server: Server, clients: Clients) => Promise<T>,
): Promise<T> {
  const server = await startServer(kind, options);
  const clients = startClients(bench.loadScript, server);
  try {
    return await work(server, clients);
  } finally {
    await clients.end();
    await server.end();
  }
}

/** What came of measuring each server. */
export interface Outcome<T> {
  readonly runs: ReadonlyMap<ServerName, Run<T>>;
  readonly missing: Readonly<Partial<Record<ServerName, string>>>;
}

/** A reason, for people, why something could not be measured of a server. */
export class NotMeasured extends Error {
  override name = 'NotMeasured';
}

/**
 * Measures each server there is, one after the other, anew where others disturbed it. What fails is told as missing,
 * with the reason.
 */
export async function eachServer<T>(
  bench: Bench,
  row: RowName,
  measure: (kind: ServerKind) => Promise<T>,
): Promise<Outcome<T>> {
  const runs = new Map<ServerName, Run<T>>();
  const missing: Partial<Record<ServerName, string>> = { ...bench.absent };
  for (const kind of bench.kinds) {
    bench.say(`${row}: ${kind.title}`);
    try {
      runs.set(kind.name, await undisturbed(() => measure(kind), bench.repeats()));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      missing[kind.name] = error.message;
    }
  }
  return { runs, missing };
}

/** A line of an outcome; `NaN` is no number, and told as `why`. */
export function lineOf<T>(
  outcome: Outcome<T>,
  words: Pick<Line, 'row' | 'measure' | 'unit' | 'better'> & {
    readonly isPlotted?: boolean;
    readonly why?: string;
  },
  pick: (result: T, name: ServerName) => number,
  judge?: (values: Line['values']) => Target,
): Line {
  const values: Partial<Record<ServerName, number>> = {};
  const missing = { ...outcome.missing };
  const { why = 'no number', ...line } = words;
  for (const [name, { result }] of outcome.runs) {
    const value = pick(result, name);
    if (Number.isNaN(value)) missing[name] = why;
    else values[name] = value;
  }
  const disturbed = [...outcome.runs].flatMap(([name, run]) =>
    run.isDisturbed && values[name] !== undefined ? [name] : [],
  );
  return { ...line, values, missing, disturbed, target: judge?.(values) };
}

/** A target against a number of its own. */
export const atMost =
  (limit: number, words: string) =>
  ({ weft }: Line['values']): Target => ({
    words,
    isMet: weft === undefined ? undefined : weft <= limit,
  });

/** A target against rivals: met when ours is at most `factor` times each of theirs; none of them, nothing to say. */
export const atMostTimes =
  (factor: number, rivals: readonly ServerName[], words: string) =>
  (values: Line['values']): Target => {
    const theirs = rivals.flatMap((name) => values[name] ?? []);
    const { weft } = values;
    const isKnown = weft !== undefined && theirs.length > 0;
    return { words, isMet: isKnown ? theirs.every((value) => weft <= factor * value) : undefined };
  };
