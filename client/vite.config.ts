import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** Components are written against React's API; what is shipped is Preact. */
const preactForReact = {
  'react/jsx-runtime': 'preact/jsx-runtime',
  'react/jsx-dev-runtime': 'preact/jsx-runtime',
  'react-dom/client': 'preact/compat/client',
  'react-dom': 'preact/compat',
  react: 'preact/compat',
};

/** What the dev server answers by itself: this machine. */
const OWN_ORIGIN = /^https?:\/\/(?:(?:[^:]+\.)?localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** KaTeX brings each font three times; every browser that Weft runs in takes the smallest. */
const smallestFonts: Plugin = {
  name: 'smallest-fonts',
  enforce: 'pre',
  transform(code, id) {
    if (!/katex[^?]*\.css$/.test(id)) return undefined;
    return code.replaceAll(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, '');
  },
};

export default defineConfig({
  root: import.meta.dirname,
  plugins: [smallestFonts],
  resolve: { alias: preactForReact },
  // The page in the sandbox has no origin, and asks for its scripts as such.
  server: { cors: { origin: [OWN_ORIGIN, 'null'] } },
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The first browsers with `light-dark()`; older targets would have it rewritten into variables.
    cssTarget: ['chrome123', 'edge123', 'firefox128', 'safari17.5'],
    // Every target preloads modules itself.
    modulePreload: { polyfill: false },
    // The page's policy takes fonts and scripts from this origin only, never from data: URLs.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        index: join(import.meta.dirname, 'index.html'),
        diagram: join(import.meta.dirname, 'sandbox/diagram.html'),
      },
      output: {
        // What the app itself changes should not make anybody fetch the libraries again.
        codeSplitting: {
          groups: [
            // What the first paint needs and later chunks share: in pieces it would compress worse.
            {
              name: 'shell',
              test: /node_modules[\\/](?:preact|lucide)[\\/]|client[\\/]src[\\/](?:words|navigation|widgets[\\/](?:icons|setting|use-setting|keys))\b|shared[\\/]src[\\/](?:protocol|pages)[\\/]/,
            },
            { name: 'model', test: /shared[\\/]src[\\/]model[\\/]/ },
            { name: 'yjs', test: /node_modules[\\/](?:yjs|lib0|y-protocols)[\\/]/ },
            // What only the editor of earlier pages needs stays out of the way of all others.
            {
              name: 'lexical-blocks',
              test: /node_modules[\\/](?:lexical|@lexical[\\/]selection)[\\/]/,
            },
            { name: 'lexical-stock', test: /node_modules[\\/]@lexical[\\/]/ },
          ],
        },
      },
    },
  },
});
