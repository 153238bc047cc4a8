/** A language that code can be written in. */
export interface Language {
  /** As it is kept in a block. */
  readonly id: string;
  /** A name of its own, the same in every language that people speak. */
  readonly label: string;
  /** Other names for it, separated by spaces: what stands behind the signs of a code block in Markdown. */
  readonly words: string;
}

/** Code without a language, whose label is the interface's to say. */
export const PLAIN_LANGUAGE = '';

const PLAIN_WORDS = new Set(['', 'plain', 'text', 'txt', 'plaintext', 'plain text', 'none']);

/** By their names in the order of the alphabet; each has a grammar. */
export const LANGUAGES: readonly Language[] = [
  { id: 'bash', label: 'Bash', words: 'sh shell zsh console terminal shellscript' },
  { id: 'c', label: 'C', words: 'h' },
  { id: 'csharp', label: 'C#', words: 'cs c# dotnet' },
  { id: 'cpp', label: 'C++', words: 'c++ cc hpp cplusplus' },
  { id: 'css', label: 'CSS', words: '' },
  { id: 'dart', label: 'Dart', words: 'flutter' },
  { id: 'diff', label: 'Diff', words: 'patch' },
  { id: 'docker', label: 'Docker', words: 'dockerfile' },
  { id: 'elixir', label: 'Elixir', words: 'ex exs' },
  { id: 'erlang', label: 'Erlang', words: 'erl' },
  { id: 'fsharp', label: 'F#', words: 'fs f#' },
  { id: 'go', label: 'Go', words: 'golang' },
  { id: 'graphql', label: 'GraphQL', words: 'gql' },
  { id: 'groovy', label: 'Groovy', words: 'gradle' },
  { id: 'haskell', label: 'Haskell', words: 'hs' },
  { id: 'markup', label: 'HTML', words: 'html htm xhtml svg' },
  { id: 'http', label: 'HTTP', words: '' },
  { id: 'ini', label: 'INI', words: 'properties cfg conf' },
  { id: 'java', label: 'Java', words: '' },
  { id: 'javascript', label: 'JavaScript', words: 'js mjs cjs node ecmascript' },
  { id: 'json', label: 'JSON', words: 'json5 jsonc' },
  { id: 'jsx', label: 'JSX', words: 'react' },
  { id: 'julia', label: 'Julia', words: 'jl' },
  { id: 'kotlin', label: 'Kotlin', words: 'kt kts' },
  { id: 'latex', label: 'LaTeX', words: 'tex' },
  { id: 'less', label: 'Less', words: '' },
  { id: 'lua', label: 'Lua', words: '' },
  { id: 'makefile', label: 'Makefile', words: 'make mk' },
  { id: 'markdown', label: 'Markdown', words: 'md mdx' },
  { id: 'matlab', label: 'MATLAB', words: 'octave' },
  { id: 'mermaid', label: 'Mermaid', words: 'diagram flowchart' },
  { id: 'nginx', label: 'nginx', words: '' },
  { id: 'objectivec', label: 'Objective-C', words: 'objc objective-c mm' },
  { id: 'ocaml', label: 'OCaml', words: 'ml' },
  { id: 'perl', label: 'Perl', words: 'pl' },
  { id: 'php', label: 'PHP', words: '' },
  { id: 'powershell', label: 'PowerShell', words: 'ps1 pwsh ps' },
  { id: 'protobuf', label: 'Protocol Buffers', words: 'proto protobuf' },
  { id: 'python', label: 'Python', words: 'py py3 python3' },
  { id: 'r', label: 'R', words: 'rlang' },
  { id: 'ruby', label: 'Ruby', words: 'rb rails' },
  { id: 'rust', label: 'Rust', words: 'rs' },
  { id: 'scala', label: 'Scala', words: '' },
  { id: 'scss', label: 'SCSS', words: 'sass' },
  { id: 'sql', label: 'SQL', words: 'mysql postgres postgresql sqlite plsql' },
  { id: 'swift', label: 'Swift', words: '' },
  { id: 'toml', label: 'TOML', words: '' },
  { id: 'tsx', label: 'TSX', words: '' },
  { id: 'typescript', label: 'TypeScript', words: 'ts mts cts' },
  { id: 'yaml', label: 'YAML', words: 'yml' },
  { id: 'zig', label: 'Zig', words: '' },
];

const BY_NAME: ReadonlyMap<string, Language> = new Map(
  // Its own name wins over another's alias.
  [
    ...LANGUAGES.flatMap((language) =>
      language.words.split(' ').map((word) => [word, language] as const),
    ),
    ...LANGUAGES.map((language) => [language.label.toLowerCase(), language] as const),
    ...LANGUAGES.map((language) => [language.id, language] as const),
  ].filter(([name]) => name !== ''),
);

/** The language that a block of code names, however it does; `undefined` for one that has no grammar here. */
export function languageOf(name: string): Language | undefined {
  return BY_NAME.get(name.trim().toLowerCase());
}

/** Whether a block names no language at all, rather than one that is not known here. */
export function isPlainLanguage(name: string): boolean {
  return PLAIN_WORDS.has(name.trim().toLowerCase());
}
