import { ensureBuilt } from './build.mjs';

/**
 * Global set-up of the test projects that start the server or one of its threads: Node 20 cannot
 * run TypeScript, so they start the bundle, and this makes it match the sources.
 */
export default async function setup() {
  if (process.env.WEFT_URL === undefined) await ensureBuilt(['server']);
}
