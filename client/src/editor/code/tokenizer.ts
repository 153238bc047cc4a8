import type { Token } from 'prismjs';
import { type Span, spansOf } from './spans.ts';

/** Colours a text: answers what is what in it. */
export type Tokenize = (text: string) => Span[];

interface Prism {
  readonly languages: { readonly [name: string]: Parameters<typeof import('prismjs').tokenize>[1] };
  tokenize(text: string, grammar: object): (string | Token)[];
}

let prism: Promise<Prism> | undefined;

/** What reads code in a language; loaded when it is first asked for. */
export async function tokenizerFor(language: string): Promise<Tokenize> {
  const { tokenize, languages } = await loadPrism();
  // Their names alone are more than most pages need.
  const { loadGrammar } = await import('./grammars.ts');
  await loadGrammar(language);
  const grammar = languages[language];
  return (text) => (grammar ? spansOf(tokenize(text, grammar)) : []);
}

function loadPrism(): Promise<Prism> {
  prism ??= begin();
  prism.catch(() => (prism = undefined));
  return prism;
}

async function begin(): Promise<Prism> {
  // Grammars look for it in the window. It is not to look for code in the page by itself.
  const place = globalThis as { Prism?: unknown };
  place.Prism = { manual: true, disableWorkerMessageHandler: true };
  const { default: loaded } = await import('prismjs/components/prism-core.js');
  place.Prism = loaded;
  return loaded as Prism;
}
