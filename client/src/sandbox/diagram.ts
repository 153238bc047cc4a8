/**
 * The page in which diagrams are drawn. Mermaid has run scripts of the text it draws before (CVE-2022-35930 and others),
 * and it writes styles into its drawings; so it works in a frame without an origin, which can reach nothing and nobody,
 * under a policy of its own. What leaves it is text: an SVG that is shown as a picture, in which nothing runs.
 */
import mermaid, { type MermaidConfig } from 'mermaid';
import {
  type DiagramAnswer,
  type DiagramRequest,
  DIAGRAM_BEGUN,
  DIAGRAMS_READY,
  type Scheme,
} from '../editor/diagrams/diagram-messages.ts';
import { isUnloaded } from './is-unloaded.ts';
import { pictureOf } from './picture.ts';
import { quietSource } from './quiet-source.ts';

/** The page's own colours, as far as a drawing needs them; a style sheet of the page does not reach in here. */
const COLORS: { readonly [scheme in Scheme]: MermaidConfig['themeVariables'] } = {
  light: {
    darkMode: false,
    background: '#ffffff',
    primaryColor: '#eef3fb',
    primaryBorderColor: '#5b7fb5',
    primaryTextColor: '#24221f',
    secondaryColor: '#f3eee6',
    tertiaryColor: '#f6f5f3',
    lineColor: '#6b6862',
    textColor: '#24221f',
    noteBkgColor: '#fbf3d9',
    noteTextColor: '#24221f',
    noteBorderColor: '#c9a94a',
    edgeLabelBackground: '#ffffff',
    pieStrokeColor: '#ffffff',
    pieOuterStrokeColor: '#6b6862',
    ...parts('pie', '#cfe0f7 #f6dfc6 #d3ead2 #f3d4e4 #e2d9f3 #f5e8b0 #cdeaea #e6e1d8'),
  },
  dark: {
    darkMode: true,
    // The grey one of its own would be a glow.
    dropShadow: 'none',
    background: '#1b1a18',
    primaryColor: '#28303c',
    primaryBorderColor: '#7ea2d8',
    primaryTextColor: '#e9e6e1',
    secondaryColor: '#37322a',
    tertiaryColor: '#2a2825',
    lineColor: '#a8a39a',
    textColor: '#e9e6e1',
    noteBkgColor: '#3d3620',
    noteTextColor: '#e9e6e1',
    noteBorderColor: '#a98c3a',
    edgeLabelBackground: '#1b1a18',
    pieStrokeColor: '#1b1a18',
    pieOuterStrokeColor: '#a8a39a',
    ...parts('pie', '#2f4a6e #6b4a2a #2f5a38 #6b3552 #4b3f6e #6b5c20 #245a5a #4d4942'),
  },
};

/** Mermaid's names for the colours of parts that stand side by side: `pie1`, `pie2`, and so on. */
function parts(name: string, colors: string): Record<string, string> {
  return Object.fromEntries(colors.split(' ').map((color, i) => [`${name}${i + 1}`, color]));
}

// Mermaid gives some drawings handlers of its own, for which a picture has no use, and which the policy would stop.
const { setAttribute } = Element.prototype;
Element.prototype.setAttribute = function withoutHandlers(this: Element, name, value) {
  if (!name.startsWith('on')) setAttribute.call(this, name, value);
};

let drawings = 0;

async function draw({ source, scheme }: DiagramRequest): Promise<DiagramAnswer> {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    // What no directive in a source may set; the first five are Mermaid's own list.
    secure: [
      'secure',
      'securityLevel',
      'startOnLoad',
      'maxTextSize',
      'suppressErrorRendering',
      'maxEdges',
      'themeCSS',
      'fontFamily',
      'altFontFamily',
      'dompurifyConfig',
    ],
    theme: 'base',
    themeVariables: COLORS[scheme],
    // A picture has no fonts but those of the system, and is as wide as it was measured here.
    fontFamily: 'ui-sans-serif, system-ui, sans-serif',
  });
  drawings += 1;
  const quiet = quietSource(source);
  try {
    // What draws each kind is loaded with the first of it.
    await mermaid.parse(quiet);
    port.postMessage(DIAGRAM_BEGUN);
    const { svg } = await mermaid.render(`diagram-${drawings}`, quiet);
    return pictureOf(svg);
  } catch (error) {
    if (isUnloaded(error)) return { outcome: 'unloaded' };
    return { outcome: 'wrong', reason: error instanceof Error ? error.message : String(error) };
  } finally {
    // What a failed drawing leaves behind.
    document.body.replaceChildren();
  }
}

const { port1: port, port2: theirs } = new MessageChannel();
port.addEventListener('message', ({ data }: MessageEvent<DiagramRequest>) => {
  void draw(data).then((answer) => port.postMessage(answer));
});
port.start();
// Whoever frames this page may use it: it knows nothing.
parent.postMessage(DIAGRAMS_READY, '*', [theirs]);
