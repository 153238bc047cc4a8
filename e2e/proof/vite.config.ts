/**
 * Bundles what runs of the proof in Node: `main.ts` and the thread it starts become `e2e/dist/proof/*.js`.
 * Libraries are bundled too, in their production builds: that is what people get and what is measured.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const entry = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  ssr: { noExternal: true, external: ['@playwright/test'] },
  resolve: { dedupe: ['yjs', 'lexical'] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: '../dist/proof',
    emptyOutDir: true,
    minify: false,
    rolldownOptions: {
      input: { main: entry('main.ts'), worker: entry('worker.ts') },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
