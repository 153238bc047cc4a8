/** Entry: reads the environment, claims the data folder, wires, listens, and leaves in good order. */
import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { PROTOCOL_VERSION } from '@weft/shared/protocol/version';
import { createApp } from './app.ts';
import { ConfigError, readConfig } from './config.ts';
import { createDiskBlobs } from './files/disk-blobs.ts';
import { createThreadCompactor } from './compaction/thread-compactor.ts';
import { capacityOf, descriptorLimit } from './http/capacity.ts';
import { createNodeServer, type NodeServer } from './http/node-server.ts';
import { readTlsFiles, TlsFilesError, type TlsFiles } from './http/tls-files.ts';
import { createMeasuredLoad } from './load/measured-load.ts';
import { faultFields } from './logging/fault-fields.ts';
import type { LogLine } from './logging/log-line.ts';
import { standardOutput } from './logging/output.ts';
import { createPinoLog } from './logging/pino-log.ts';
import { refusedLine } from './logging/refused-line.ts';
import { createPrometheusMetrics } from './metrics/prometheus.ts';
import { createTitleReader } from './projection/title-reader.ts';
import { createThreadSearch } from './search/thread-search.ts';
import { finishSwap } from './maintenance/swap.ts';
import { claimDataFolder, DataFolderError } from './store/data-folder.ts';
import { collectWithoutHelpers } from './single-core.ts';
import { openStore } from './store/store.ts';

/** A supervisor kills after 5 s; leaving by ourselves before that still says what happened. */
const GIVE_UP_AFTER_MS = 4_000;
/** A terminal sends Ctrl-C to npm and to Weft, and npm hands its own on: one wish, not two. */
const SAME_WISH_MS = 1_000;
/** Streams that do not end by themselves are cut after this, well inside the 5 s a supervisor allows. */
const CUT_AFTER_MS = 1_500;

const beside = (file: string): URL => new URL(file, import.meta.url);

async function main(): Promise<void> {
  collectWithoutHelpers();
  const config = readConfig(process.env, process.argv.slice(2));
  const credentials = config.tls && readTlsFiles(config.tls);
  const output = standardOutput();
  const log = createPinoLog(
    config.log ?? (process.stdout.isTTY ? 'warn' : 'info'),
    output.destination,
  );
  const metrics = createPrometheusMetrics();
  const capacity = capacityOf(descriptorLimit());
  const folder = claimDataFolder(config.folder);
  finishSwap(folder.path);
  const load = createMeasuredLoad(
    () => performance.now(),
    () => performance.eventLoopUtilization().active,
  );
  const store = await openStore(folder.path, beside('./store/store-thread.js'), { metrics, load });
  const blobs = await createDiskBlobs(folder.path).catch((cause: unknown) => {
    throw new DataFolderError(
      `Weft cannot keep files in ${folder.path}: check that "files" and "tmp" in it are folders this user may write to.`,
      { cause },
    );
  });
  // Nothing more can be saved, and only a start opens the databases anew.
  void store.ended.then(() =>
    fail('Weft has stopped because the part of it that writes to the disk ended: start it again.'),
  );
  const client = fileURLToPath(beside('../../client/dist'));
  const titles = createTitleReader(beside('./projection/title-thread.js'), { folder: folder.path });
  const search = createThreadSearch(beside('./search/search-thread.js'), folder.path);
  const compactor = createThreadCompactor(beside('./compaction/compaction-thread.js'), folder.path);
  const app = createApp({
    ...store,
    compactor,
    blobs,
    maxFileBytes: config.maxFileBytes,
    readTitle: titles.readTitle,
    search,
    token: config.token,
    hosts: config.hosts,
    // A server that was built alone serves the API alone.
    client: existsSync(client) ? client : undefined,
    onFault: (error, requestId) => log('error', 'fault', { requestId, ...faultFields(error) }),
    onRefused: (refused) => refusedLine(log, refused),
    maxStreams: capacity.streams,
    proxies: config.proxies,
    historyReachMs: config.historyDays && config.historyDays * 86_400_000,
    metrics,
    load,
    expose: async () => ({ type: metrics.contentType, text: await metrics.expose() }),
  });
  const server = createNodeServer(app.fetch, config.host, {
    credentials,
    maxConnections: capacity.connections,
    onRefused(refused) {
      metrics.refusal(refused.code);
      refusedLine(log, refused);
    },
  });
  let certificateEnd = credentials?.validTo;
  if (certificateEnd !== undefined) metrics.watch('certificateEnd', () => certificateEnd ?? 0);
  const { listener } = server;
  listener.listen(config.port, config.host, () => {
    const { port } = listener.address() as AddressInfo;
    const name =
      config.host === '127.0.0.1'
        ? 'localhost'
        : config.host.includes(':')
          ? `[${config.host}]`
          : config.host;
    console.log(`Weft is ready: ${config.tls ? 'https' : 'http'}://${name}:${port}`);
    log('info', 'started', {
      port,
      node: process.version,
      protocol: PROTOCOL_VERSION,
      ...capacity,
    });
  });
  listener.on('error', (error: NodeJS.ErrnoException) => {
    fail(
      error.code === 'EADDRINUSE'
        ? `Port ${config.port} is taken: stop what uses it, or set PORT to another one.`
        : `Weft cannot listen on ${config.host}:${config.port} (${error.code}): set HOST or PORT to another one.`,
    );
  });

  let leavingSince: number | undefined;
  let stopDraining = (): void => undefined;
  /** A load balancer that asks `/ready` sends nobody here any more; who is here goes on. */
  const drain = (): Promise<void> =>
    new Promise((resolve) => {
      app.drain();
      stopDraining = resolve;
      if (config.drainMs === 0) resolve();
      else setTimeout(resolve, config.drainMs);
    });
  const leave = async (signal: NodeJS.Signals): Promise<void> => {
    log('info', 'stopping', { signal });
    await drain();
    leavingSince = performance.now();
    setTimeout(
      () => fail('Weft could not stop in good order; everything it had acknowledged is saved.'),
      GIVE_UP_AFTER_MS,
    ).unref();
    void titles.close();
    void search.close();
    void compactor.close();
    listener.close();
    await app.close();
    setTimeout(() => server.cut(), CUT_AFTER_MS).unref();
    const left = server.leave();
    await store.close();
    await left;
    folder.release();
    log('info', 'stopped');
    output.flush();
    process.exit(0);
  };
  let leaving: { readonly since: number } | undefined;
  const toldToStop = (signal: NodeJS.Signals): void => {
    const now = performance.now();
    if (!leaving) {
      leaving = { since: now };
      void leave(signal);
    } else if (now - leaving.since > SAME_WISH_MS) {
      // Safe at any moment: what was acknowledged is on disk already.
      if (leavingSince === undefined) stopDraining();
      else if (now - leavingSince > SAME_WISH_MS) fail('Weft was told twice to stop.');
    }
  };
  process.on('SIGTERM', toldToStop);
  process.on('SIGINT', toldToStop);
  const { tls } = config;
  // Without a certificate it stays what it is to every program: the end of a terminal.
  if (tls) process.on('SIGHUP', () => (certificateEnd = renew(tls, server, log) ?? certificateEnd));
}

/** A certificate that was renewed is used from now on; the one before stays where the new one is of no use. */
function renew(files: TlsFiles, server: NodeServer, log: LogLine): number | undefined {
  try {
    const credentials = readTlsFiles(files);
    server.renew(credentials);
    log('info', 'certificate renewed', { end: new Date(credentials.validTo).toISOString() });
    return credentials.validTo;
  } catch (error) {
    const sentence = error instanceof TlsFilesError ? error.message : String(error);
    console.error(`${sentence} Weft goes on with the certificate it had.`);
    return undefined;
  }
}

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

main().catch((error: unknown) => {
  const isTheirs = [ConfigError, DataFolderError, TlsFilesError].some(
    (one) => error instanceof one,
  );
  if (isTheirs) fail((error as Error).message);
  console.error(error);
  fail('Weft could not start because of a fault of its own; the lines above say which.');
});
