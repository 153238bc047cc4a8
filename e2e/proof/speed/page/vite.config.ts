/** Bundles the pages in which editors are measured into `e2e/dist/proof-page`, as an app would be. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const entry = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  resolve: { dedupe: ['yjs', 'lexical'] },
  build: {
    target: 'es2022',
    outDir: '../../../dist/proof-page',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // Each with its own styles: ours would slow the others down.
    rolldownOptions: { input: { stock: entry('stock.html'), weft: entry('weft.html') } },
  },
});
