import type { LinkList } from '@weft/shared/protocol/down';
import { markedPieces } from './finder-results.ts';

/** A line of a page, with what was looked for in it marked. */
export function ExcerptText({
  excerpt,
}: {
  readonly excerpt: LinkList['links'][number]['excerpt'];
}) {
  return (
    <span className="panel-hint" dir="auto">
      {markedPieces(excerpt).map(({ text, isMarked }, index) =>
        isMarked ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
      )}
    </span>
  );
}
