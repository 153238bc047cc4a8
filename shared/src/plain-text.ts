/** Pages as letters alone, and how many of them there are, for Node and browsers alike. */
export { countsOf } from './plain-text/counts.ts';
export type { Counts } from './plain-text/counts.ts';
export { toPlainText } from './plain-text/to-plain-text.ts';
