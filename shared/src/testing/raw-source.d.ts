/** A file's text, where the bundler is asked for it instead of for its exports. */
declare module '*?raw' {
  const text: string;
  export default text;
}
