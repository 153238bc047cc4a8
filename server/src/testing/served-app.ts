import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { createApp, type App, type AppPorts } from '../app.ts';
import { createMemoryCompactor } from '../compaction/memory-compactor.ts';
import { createMemoryDocuments } from '../documents/memory-documents.ts';
import { createMemoryBlobs } from '../files/memory-blobs.ts';
import { createMemoryFileRecords } from '../files/memory-file-records.ts';
import { createNodeServer, type NodeServer, type NodeServerOptions } from '../http/node-server.ts';
import { createMemoryLog } from '../log/memory-log.ts';

export interface ServedApp {
  readonly app: App;
  readonly server: NodeServer;
  /** Where it answers, without a slash at the end. */
  readonly url: string;
  /** Faults that callers were not told about. */
  readonly faults: readonly unknown[];
}

/** The app on a free port of this machine, over memory unless told otherwise; gone when the running test is over. */
export async function servedApp(
  ports: Partial<AppPorts> = {},
  options: NodeServerOptions = {},
): Promise<ServedApp> {
  const faults: unknown[] = [];
  const documents = ports.documents ?? createMemoryDocuments();
  const log = createMemoryLog();
  const app = createApp({
    log,
    compactor: createMemoryCompactor(log),
    documents,
    fileRecords: createMemoryFileRecords(documents),
    blobs: createMemoryBlobs(),
    readTitle: async () => '',
    onFault: (error) => void faults.push(error),
    ...ports,
  });
  const server = createNodeServer(app.fetch, '127.0.0.1', options);
  const { listener } = server;
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    await app.close();
    const left = server.leave();
    server.cut();
    await left;
  });
  const scheme = options.credentials ? 'https' : 'http';
  const url = `${scheme}://127.0.0.1:${(listener.address() as AddressInfo).port}`;
  return { app, server, url, faults };
}
