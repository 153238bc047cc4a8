/** What no XML may hold, however it is written; HTML may, and Mermaid writes any sign for `#1;`. */
// oxlint-disable-next-line no-control-regex
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** XML as a serializer left it, without the signs of which a single one would keep all of it from being shown. */
export function wellFormed(xml: string): string {
  return xml.replace(NO_XML, '');
}
