/** Half a surrogate pair. */
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** `text` with a sign for each half of a surrogate pair: that is no letter, and would not survive being encoded. */
export function wholeLetters(text: string): string {
  return text.replace(HALF, '\ufffd');
}
