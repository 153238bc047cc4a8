import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { startServer, temporaryFolder } from '../fixtures/server-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the server under test answers, such as `http://localhost:4400`. */
    weftUrl: string;
    /** Whether the suite started that server, and may therefore fill its disk. */
    weftIsOurs: boolean;
  }
}

/** Settings of the person who runs the tests, which are not meant for this server. */
const NO_SETTINGS = { WEFT_TOKEN: '', WEFT_HOSTS: '', WEFT_TLS_CERT: '', WEFT_TLS_KEY: '' };

/** Provides the server named by `WEFT_URL`, or starts one on an empty folder and stops it at the end. */
export default async function setup(
  project: TestProject,
): Promise<(() => Promise<void>) | undefined> {
  const given = process.env['WEFT_URL'];
  project.provide('weftIsOurs', given === undefined);
  if (given !== undefined) {
    project.provide('weftUrl', given);
    return undefined;
  }
  const folder = temporaryFolder();
  const server = await startServer({ folder, env: NO_SETTINGS });
  project.provide('weftUrl', server.url);
  return async () => {
    await server.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  };
}
