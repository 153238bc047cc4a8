/**
 * `npm run backup -- FILE`, `npm run restore -- FILE`, `npm run purge -- DOC` and `npm run verify`: look after the
 * data folder that `npm start` uses (`WEFT_DATA`, or `.weft` here).
 */
import { ensureBuilt } from './build.mjs';
import { endWithNpm } from './end-with-npm.mjs';
import { ensureInstalled } from './install.mjs';

// Standard output is for what came of it.
console.log = console.error;
endWithNpm();
await ensureInstalled();
await ensureBuilt();
process.env.NODE_ENV ??= 'production';
await import(new URL('../server/dist/maintain.js', import.meta.url).href);
