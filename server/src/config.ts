import { parseArgs } from 'node:util';
import { MAX_FILE_BYTES } from '@weft/shared/protocol/limits';
import type { HostPolicy } from './http/origin.ts';
import type { TlsFiles } from './http/tls-files.ts';

/** What the environment asks for. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly folder: string;
  readonly token: string | undefined;
  readonly hosts: HostPolicy;
  /** Bytes of one file. */
  readonly maxFileBytes: number;
  /** Absent for HTTP in clear. */
  readonly tls: TlsFiles | undefined;
  /** The least urgent lines of the log that are written; absent: those that suit where they go. */
  readonly log: LogSetting | undefined;
  /** Milliseconds between not being ready and leaving, for a load balancer to notice. */
  readonly drainMs: number;
  /** Days of which versions are offered; absent: all. */
  readonly historyDays: number | undefined;
  /** Proxies in front that are believed about where requests come from. */
  readonly proxies: number;
}

const LOG_SETTINGS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
type LogSetting = (typeof LOG_SETTINGS)[number];

/** A setting that cannot be followed; `message` is a sentence for the person who started Weft. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

type Environment = Readonly<Record<string, string | undefined>>;

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);
const MIN_TOKEN_LENGTH = 20;
/** A deploy that waits longer than this is one that hangs. */
const MAX_DRAIN_SECONDS = 300;

/**
 * Reads `PORT`, `HOST`, `WEFT_DATA`, `WEFT_TOKEN`, `WEFT_HOSTS` (names the server is reached by,
 * comma-separated), `WEFT_MAX_FILE_BYTES`, `WEFT_LOG`, `WEFT_DRAIN_SECONDS`, `WEFT_TRUST_PROXY`, `WEFT_HISTORY_DAYS`, and `WEFT_TLS_CERT` and `WEFT_TLS_KEY`, which the options `--tls-cert`
 * and `--tls-key` go before. Throws `ConfigError`.
 */
export function readConfig(env: Environment, args: readonly string[] = []): Config {
  const digits = env['PORT'] || '4400';
  const port = /^\d{1,5}$/.test(digits) ? Number(digits) : Number.NaN;
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new ConfigError(`PORT must be a number from 0 to 65535, not "${env['PORT']}".`);
  }
  const host = env['HOST'] || '127.0.0.1';
  const token = env['WEFT_TOKEN'] || undefined;
  const isLoopback = LOOPBACK.has(host);
  if (!isLoopback && token === undefined) {
    throw new ConfigError(
      `HOST=${host} lets other machines in: set WEFT_TOKEN to a secret of at least ${MIN_TOKEN_LENGTH} characters, and open the page with ?token=<secret> once.`,
    );
  }
  if (token !== undefined && token.length < MIN_TOKEN_LENGTH) {
    throw new ConfigError(`WEFT_TOKEN must have at least ${MIN_TOKEN_LENGTH} characters.`);
  }
  const hosts = (env['WEFT_HOSTS'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const size = env['WEFT_MAX_FILE_BYTES'] || String(MAX_FILE_BYTES);
  if (!/^[1-9]\d{0,12}$/.test(size)) {
    throw new ConfigError(`WEFT_MAX_FILE_BYTES must be a number of bytes, not "${size}".`);
  }
  return {
    port,
    host,
    folder: env['WEFT_DATA'] || '.weft',
    token,
    hosts: { hosts: isLoopback ? hosts : [...hosts, host], anyAddress: !isLoopback },
    maxFileBytes: Number(size),
    tls: tlsOf(env, args),
    log: logOf(env['WEFT_LOG'] || undefined),
    drainMs: drainOf(env['WEFT_DRAIN_SECONDS'] || '0') * 1_000,
    historyDays: daysOf(env['WEFT_HISTORY_DAYS'] || undefined),
    proxies: proxiesOf(env['WEFT_TRUST_PROXY'] || '0'),
  };
}

function logOf(text: string | undefined): LogSetting | undefined {
  const setting = LOG_SETTINGS.find((one) => one === text);
  if (text === undefined || setting) return setting;
  throw new ConfigError(`WEFT_LOG must be one of ${LOG_SETTINGS.join(', ')}, not "${text}".`);
}

function proxiesOf(text: string): number {
  if (/^[0-9]$/.test(text)) return Number(text);
  throw new ConfigError(
    `WEFT_TRUST_PROXY must be the number of proxies between Weft and its callers, 0 to 9, not "${text}".`,
  );
}

function drainOf(text: string): number {
  const seconds = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (seconds <= MAX_DRAIN_SECONDS) return seconds;
  throw new ConfigError(
    `WEFT_DRAIN_SECONDS must be a number from 0 to ${MAX_DRAIN_SECONDS}, not "${text}".`,
  );
}

function daysOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new ConfigError(
    `WEFT_HISTORY_DAYS must be a number of days from 1 to 99999, not "${text}"; without it all versions are offered.`,
  );
}

function tlsOf(env: Environment, args: readonly string[]): TlsFiles | undefined {
  const options = optionsOf(args);
  const cert = options['tls-cert'] || env['WEFT_TLS_CERT'] || undefined;
  const key = options['tls-key'] || env['WEFT_TLS_KEY'] || undefined;
  if (cert !== undefined && key !== undefined) return { cert, key };
  if (cert === undefined && key === undefined) return undefined;
  throw new ConfigError(
    'A certificate and its key belong together: give both --tls-cert and --tls-key (or WEFT_TLS_CERT and WEFT_TLS_KEY), or neither.',
  );
}

function optionsOf(args: readonly string[]): { 'tls-cert'?: string; 'tls-key'?: string } {
  const string = { type: 'string' } as const;
  try {
    return parseArgs({ args: [...args], options: { 'tls-cert': string, 'tls-key': string } })
      .values;
  } catch {
    throw new ConfigError(
      `Weft cannot follow "${args.join(' ')}": its options are --tls-cert FILE and --tls-key FILE, everything else is set by variables.`,
    );
  }
}
