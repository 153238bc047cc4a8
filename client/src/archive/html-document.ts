import { element, escapeHtml } from '@weft/shared/html/element';

/** One style for all pages of an archive: quiet, in light and dark, and on paper. */
export const STYLE_SHEET = `:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif; }
body { max-width: 46rem; margin: 0 auto; padding: 3rem 1.5rem; }
nav { font-size: 0.9rem; margin-block-end: 2rem; }
h1 { font-size: 2.2rem; line-height: 1.2; }
a { color: light-dark(#1f6a5a, #7fc9b8); }
img, video { max-width: 100%; height: auto; }
pre, code { font-family: ui-monospace, monospace; font-size: 0.9em; }
pre { padding: 1rem; overflow-x: auto; background: light-dark(#f4f3f0, #262523); border-radius: 6px; }
blockquote { margin-inline: 0; padding-inline-start: 1rem; border-inline-start: 3px solid currentColor; }
aside.callout { padding: 1rem; background: light-dark(#f4f3f0, #262523); border-radius: 6px; }
table { border-collapse: collapse; }
th, td { border: 1px solid light-dark(#ddd, #444); padding: 0.3rem 0.6rem; text-align: start; vertical-align: top; }
li.todo { list-style: none; margin-inline-start: -1.4rem; }
.columns { display: flex; gap: 2rem; }
.columns > * { flex: 1; min-width: 0; }
figure { margin-inline: 0; }
figcaption { font-size: 0.9rem; opacity: 0.75; }
@media print { nav { display: none; } body { max-width: none; padding: 0; } }
`;

interface HtmlDocument {
  readonly title: string;
  readonly icon: string;
  /** As a fragment of HTML. */
  readonly body: string;
  /** Where the style sheet is, from this page. */
  readonly style: string;
  /** The pages around it, the outermost first. */
  readonly way: readonly { readonly title: string; readonly href: string }[];
  readonly inside: readonly { readonly title: string; readonly href: string }[];
  readonly language: string;
}

/** A page that opens from a folder: no script, and nothing that is not in the archive but what it shows of other sites. */
export function htmlDocument(page: HtmlDocument): string {
  const { title, icon, body, style, way, inside, language } = page;
  const link = (one: { title: string; href: string }): string =>
    element('a', { href: one.href }, escapeHtml(one.title));
  const heading = escapeHtml(icon === '' ? title : `${icon} ${title}`);
  const path = way.length === 0 ? '' : element('nav', {}, way.map(link).join(' / '));
  const list = element('ul', {}, inside.map((one) => element('li', {}, link(one))).join(''));
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="${escapeHtml(style)}">
</head>
<body>
${path}<main>
<h1 dir="auto">${heading}</h1>
${body}${inside.length === 0 ? '' : list}
</main>
</body>
</html>
`;
}
