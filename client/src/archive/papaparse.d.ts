/** What is used of it: the types that are published bring those of Node into the browser's code. */
declare module 'papaparse' {
  const papa: {
    parse<Row>(
      text: string,
      options: { readonly skipEmptyLines: 'greedy' },
    ): { readonly data: Row[] };
  };
  export default papa;
}
