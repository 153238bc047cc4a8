/** Files of Prism that have no types of their own: they put themselves into the `Prism` of the window. */
declare module 'prismjs/components/*' {
  const prism: unknown;
  export default prism;
}
