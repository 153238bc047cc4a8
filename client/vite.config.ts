import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const { version: VERSION } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'),
) as { version: string };

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

const PUBLIC = join(import.meta.dirname, 'public');
const SERVICE_WORKER = 'service-worker.js';

/**
 * Tells the service worker what the app consists of: all that is reached from its page, which leaves out what draws
 * diagrams (in a page of its own, and larger than all else), and fonts, which are kept once they are used.
 */
const appFiles: Plugin = {
  name: 'app-files',
  apply: 'build',
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const paths = new Set(['/']);
      const take = (file: string): void => {
        if (paths.has(`/${file}`)) return;
        paths.add(`/${file}`);
        const output = bundle[file];
        if (output?.type !== 'chunk') return;
        for (const other of [...output.imports, ...output.dynamicImports]) take(other);
        for (const style of output.viteMetadata?.importedCss ?? []) take(style);
      };
      const files = Object.values(bundle);
      const entry = files.find(
        (one) => one.type === 'chunk' && one.isEntry && one.name === 'index',
      );
      take(entry!.fileName);
      for (const { fileName } of files) if (/-worker-[^/]*\.js$/.test(fileName)) take(fileName);
      const hash = createHash('sha256').update([...paths].toSorted().join());
      for (const name of readdirSync(PUBLIC).toSorted()) {
        paths.add(`/${name}`);
        hash.update(readFileSync(join(PUBLIC, name)));
      }
      // The page is written after this; besides names of files, it has what its source has.
      hash.update(readFileSync(join(import.meta.dirname, 'index.html')));
      const version = hash.digest('base64url').slice(0, 12);
      const worker = bundle[SERVICE_WORKER];
      if (worker?.type !== 'chunk') throw new Error('no service worker');
      const told = JSON.stringify({ version, paths: [...paths] });
      worker.code = `const APP_FILES = ${told};\n${worker.code}`;
    },
  },
};

export default defineConfig({
  root: import.meta.dirname,
  define: { WEFT_VERSION: JSON.stringify(VERSION) },
  plugins: [smallestFonts, appFiles],
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
        'service-worker': join(import.meta.dirname, 'src/offline/service-worker.ts'),
      },
      output: {
        // At the top, always under the same name: it speaks for the addresses beside it.
        entryFileNames: ({ name }) =>
          name === 'service-worker' ? SERVICE_WORKER : 'assets/[name]-[hash].js',
        // What the app itself changes should not make anybody fetch the libraries again.
        codeSplitting: {
          groups: [
            // What the first paint needs and later chunks share: in pieces it would compress worse.
            {
              name: 'shell',
              test: /node_modules[\\/](?:preact|lucide)[\\/]|client[\\/]src[\\/](?:words[\\/](?!panel-|german)|(?:navigation|widgets[\\/](?:icons|setting|use-setting|keys|copy-text)|app[\\/](?:file-source|text-formats|formatting)|editor[\\/](?:carets[\\/]person-look|paste[\\/]whole-letters))\b)|shared[\\/]src[\\/](?:protocol[\\/](?!history)|pages[\\/])/,
            },
            {
              name: 'model',
              test: /shared[\\/]src[\\/](?:model(?![\\/](?:operations[\\/]restore|page-lines))|document|html)/,
            },
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
