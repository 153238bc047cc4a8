/** Bundles the simulation: `main.ts` and the thread it starts become `e2e/dist/simulation/*.js`. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const entry = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['better-sqlite3'] },
  resolve: { dedupe: ['yjs'] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: '../dist/simulation',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: { main: entry('main.ts'), worker: entry('worker.ts') },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
