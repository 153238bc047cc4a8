/** Bundles the page in which editors are measured into `e2e/dist/proof-page`, as an app would be. */
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  resolve: { dedupe: ['yjs', 'lexical'] },
  build: {
    target: 'es2022',
    outDir: '../../../dist/proof-page',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
  },
});
