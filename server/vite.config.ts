/**
 * Bundles the server: `main.ts` and every thread it starts (`worker.ts`, `store-thread.ts`) become
 * `dist/<same path>.js`. Everything is bundled but the native module, because packages of the
 * workspace may only reach their own dependencies, which are not visible from `dist`.
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const source = new URL('./src/', import.meta.url);

const entries = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /^ma(?:in|intain)\.ts$|(?:^|[/-])(?:worker|thread)\.ts$/.test(file))
  .map((file) => [file.slice(0, -'.ts'.length), fileURLToPath(new URL(file, source))] as const);

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['better-sqlite3'] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(entries),
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
