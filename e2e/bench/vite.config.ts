/**
 * Bundles what runs of the benchmark in Node: `main.ts`, the process of the clients and Weft's own provider
 * become `e2e/dist/bench/*.js`.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const entry = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  ssr: { noExternal: true },
  resolve: { dedupe: ['yjs'] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: '../dist/bench',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: {
        main: entry('main.ts'),
        load: entry('load/load.ts'),
        provider: entry('providers/weft.ts'),
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
