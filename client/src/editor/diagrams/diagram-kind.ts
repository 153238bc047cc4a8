/** What may stand before it: settings between lines, a directive, a remark. */
const ASIDE = /^\s*(?:---[ \t]*\n(?:[\s\S]*?\n)?[ \t]*---[ \t]*(?=\n|$)|%%\{[\s\S]*?\}%%|%%[^\n]*)/;

/** Letters of a source that are looked at: nothing stands that long before its kind. */
const LOOK = 4_000;

/** What Mermaid calls a kind of diagram, such as `flowchart`: the first word that is no aside. */
export function diagramKind(source: string): string {
  let rest = source.slice(0, LOOK);
  for (let aside = ASIDE.exec(rest); aside; aside = ASIDE.exec(rest))
    rest = rest.slice(aside[0].length);
  return /^\s*([\w-]+)/.exec(rest)?.[1] ?? '';
}
