import type { DropPlace } from './drop-place.ts';

/** Shows where what is dragged would be let go, and how many there are of it. */
export function DropLine({
  line,
  carried,
}: Pick<DropPlace, 'line'> & { readonly carried: number }) {
  return (
    <div
      className="drop-line"
      aria-hidden="true"
      style={{
        left: `${line.x}px`,
        top: `${line.y}px`,
        inlineSize: `${line.width}px`,
        blockSize: `${line.height}px`,
      }}
    >
      {carried > 1 ? <span className="drop-count">{carried}</span> : null}
    </div>
  );
}
