import type { DropPlace } from './drop-place.ts';

interface DropLineProps {
  readonly place: DropPlace | undefined;
  /** How many blocks are dragged. */
  readonly carried: number;
}

/** Where blocks that are dragged would be let go. */
export function DropLine({ place, carried }: DropLineProps) {
  if (!place) return null;
  const { x, y, width, height } = place.line;
  return (
    <div
      className="drop-line"
      aria-hidden="true"
      style={{ left: `${x}px`, top: `${y}px`, inlineSize: `${width}px`, blockSize: `${height}px` }}
    >
      {carried > 1 ? <span className="drop-count">{carried}</span> : null}
    </div>
  );
}
