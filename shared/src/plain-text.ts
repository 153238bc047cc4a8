/** Pages as letters alone, for Node and browsers alike. */
export { toPlainText } from './plain-text/to-plain-text.ts';
