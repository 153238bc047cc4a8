/** Grammars of Prism, each a file of its own that is loaded when the first block in its language is shown. */
type Load = () => Promise<unknown>;

/** They put themselves into the `Prism` of the window. */
const GRAMMARS: { readonly [name: string]: Load } = {
  bash: () => import('prismjs/components/prism-bash.js'),
  c: () => import('prismjs/components/prism-c.js'),
  clike: () => import('prismjs/components/prism-clike.js'),
  cpp: () => import('prismjs/components/prism-cpp.js'),
  csharp: () => import('prismjs/components/prism-csharp.js'),
  css: () => import('prismjs/components/prism-css.js'),
  dart: () => import('prismjs/components/prism-dart.js'),
  diff: () => import('prismjs/components/prism-diff.js'),
  docker: () => import('prismjs/components/prism-docker.js'),
  elixir: () => import('prismjs/components/prism-elixir.js'),
  erlang: () => import('prismjs/components/prism-erlang.js'),
  fsharp: () => import('prismjs/components/prism-fsharp.js'),
  go: () => import('prismjs/components/prism-go.js'),
  graphql: () => import('prismjs/components/prism-graphql.js'),
  groovy: () => import('prismjs/components/prism-groovy.js'),
  haskell: () => import('prismjs/components/prism-haskell.js'),
  http: () => import('prismjs/components/prism-http.js'),
  ini: () => import('prismjs/components/prism-ini.js'),
  java: () => import('prismjs/components/prism-java.js'),
  javascript: () => import('prismjs/components/prism-javascript.js'),
  json: () => import('prismjs/components/prism-json.js'),
  jsx: () => import('prismjs/components/prism-jsx.js'),
  julia: () => import('prismjs/components/prism-julia.js'),
  kotlin: () => import('prismjs/components/prism-kotlin.js'),
  latex: () => import('prismjs/components/prism-latex.js'),
  less: () => import('prismjs/components/prism-less.js'),
  lua: () => import('prismjs/components/prism-lua.js'),
  makefile: () => import('prismjs/components/prism-makefile.js'),
  markdown: () => import('prismjs/components/prism-markdown.js'),
  markup: () => import('prismjs/components/prism-markup.js'),
  'markup-templating': () => import('prismjs/components/prism-markup-templating.js'),
  matlab: () => import('prismjs/components/prism-matlab.js'),
  mermaid: () => import('prismjs/components/prism-mermaid.js'),
  nginx: () => import('prismjs/components/prism-nginx.js'),
  objectivec: () => import('prismjs/components/prism-objectivec.js'),
  ocaml: () => import('prismjs/components/prism-ocaml.js'),
  perl: () => import('prismjs/components/prism-perl.js'),
  php: () => import('prismjs/components/prism-php.js'),
  powershell: () => import('prismjs/components/prism-powershell.js'),
  protobuf: () => import('prismjs/components/prism-protobuf.js'),
  python: () => import('prismjs/components/prism-python.js'),
  r: () => import('prismjs/components/prism-r.js'),
  ruby: () => import('prismjs/components/prism-ruby.js'),
  rust: () => import('prismjs/components/prism-rust.js'),
  scala: () => import('prismjs/components/prism-scala.js'),
  scss: () => import('prismjs/components/prism-scss.js'),
  sql: () => import('prismjs/components/prism-sql.js'),
  swift: () => import('prismjs/components/prism-swift.js'),
  toml: () => import('prismjs/components/prism-toml.js'),
  tsx: () => import('prismjs/components/prism-tsx.js'),
  typescript: () => import('prismjs/components/prism-typescript.js'),
  yaml: () => import('prismjs/components/prism-yaml.js'),
  zig: () => import('prismjs/components/prism-zig.js'),
};

/** Those that have to be there before, in order, and those that others are written in. */
const NEEDS: { readonly [name: string]: readonly string[] } = {
  c: ['clike'],
  cpp: ['clike', 'c'],
  csharp: ['clike'],
  dart: ['clike'],
  fsharp: ['clike'],
  go: ['clike'],
  groovy: ['clike'],
  markup: ['clike', 'javascript', 'css'],
  java: ['clike'],
  javascript: ['clike'],
  jsx: ['markup', 'clike', 'javascript', 'css'],
  kotlin: ['clike'],
  less: ['css'],
  markdown: ['markup', 'clike', 'javascript', 'css'],
  objectivec: ['clike', 'c'],
  php: ['markup', 'clike', 'javascript', 'css', 'markup-templating'],
  protobuf: ['clike'],
  ruby: ['clike'],
  scala: ['clike', 'java'],
  scss: ['css'],
  tsx: ['markup', 'clike', 'javascript', 'css', 'jsx', 'typescript'],
  typescript: ['clike', 'javascript'],
};

const loading = new Map<string, Promise<unknown>>();

/** Loads a grammar and what it is made of. */
export async function loadGrammar(name: string): Promise<void> {
  for (const needed of [...(NEEDS[name] ?? []), name]) {
    let load = loading.get(needed);
    if (!load) {
      load = GRAMMARS[needed]?.() ?? Promise.resolve();
      loading.set(needed, load);
      load.catch(() => loading.delete(needed));
    }
    await load;
  }
}
