/** Grey lines where text will be: what is on its way keeps its place. */
export function PageLines() {
  return (
    <div className="page-lines" aria-hidden="true">
      <span />
      <span />
      <span />
      <span />
    </div>
  );
}
