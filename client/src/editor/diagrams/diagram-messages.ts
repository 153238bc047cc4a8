/** Whether a diagram is drawn for a light page or for a dark one. */
export type Scheme = 'light' | 'dark';

/** What is to be drawn. */
export interface DiagramRequest {
  /** Mermaid's language. */
  readonly source: string;
  readonly scheme: Scheme;
}

/** What became of it. */
export type DiagramAnswer =
  | {
      readonly outcome: 'drawn';
      /** A whole SVG document, well-formed as XML. */
      readonly svg: string;
      /** Its own extent, in CSS pixels. */
      readonly width: number;
      readonly height: number;
      /** What its source says that it shows (`accTitle`, `accDescr`); empty if it says nothing. */
      readonly title: string;
    }
  /** `reason` is what Mermaid says, in English. */
  | { readonly outcome: 'wrong'; readonly reason: string }
  /** What draws this kind of diagram could not be loaded, and may be in another page. */
  | { readonly outcome: 'unloaded' };

/** Said before an answer, when all is there that draws the diagram: a slow line is no slow diagram. */
export const DIAGRAM_BEGUN = 'weft-diagram-begun';

/** What the page in the frame says once, with the port that requests go to: it has loaded. */
export const DIAGRAMS_READY = 'weft-diagrams-ready';
