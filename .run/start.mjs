/**
 * `npm start`: installs and builds what is missing, then becomes the server. The server runs in this
 * very process, so that signals and the exit code reach and leave it without a go-between.
 */
import { ensureBuilt } from './build.mjs';
import { endWithNpm } from './end-with-npm.mjs';
import { ensureInstalled } from './install.mjs';

endWithNpm();
await ensureInstalled();
await ensureBuilt();
process.env.NODE_ENV ??= 'production';
await import(new URL('../server/dist/main.js', import.meta.url).href);
