import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { createApp, type App, type AppPorts } from '../app.ts';
import { createNodeServer, type NodeServer, type NodeServerOptions } from '../http/node-server.ts';
import { memoryPorts } from './memory-ports.ts';

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
  const app = createApp({
    ...memoryPorts(ports.documents),
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
