/** Pages as HTML, for Node and browsers alike. */
export { toHtml } from './html/to-html.ts';
