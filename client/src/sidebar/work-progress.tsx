import { panelMessage } from '../words/panel-messages.ts';

/** Long work, from its beginning to its end. */
export type WorkState =
  | { readonly kind: 'idle' }
  /** `all` is 0 as long as nobody knows. */
  | { readonly kind: 'busy'; readonly done: number; readonly all: number }
  | { readonly kind: 'done'; readonly words: string; readonly missing: readonly string[] }
  | { readonly kind: 'failed'; readonly why: string };

/** Of a longer list so many are named. */
const MOST_NAMED = 50;

interface ProgressProps {
  readonly work: WorkState;
  readonly onStop: () => void;
}

/** How far long work is, how to stop it, and what came of it. */
export function Progress({ work, onStop }: ProgressProps) {
  switch (work.kind) {
    case 'idle':
      return null;
    case 'busy':
      return (
        <div className="work">
          <progress
            aria-label={panelMessage('work.progress')}
            {...(work.all > 0 ? { value: work.done, max: work.all } : {})}
          />
          <span role="status">
            {work.all > 0
              ? panelMessage('work.pages', { done: String(work.done), all: String(work.all) })
              : panelMessage('work.reading')}
          </span>
          <button type="button" className="button" onClick={onStop}>
            {panelMessage('tree.stop')}
          </button>
        </div>
      );
    case 'failed':
      return (
        <p className="panel-note" role="alert">
          {panelMessage('tree.failed', { why: work.why })}
        </p>
      );
    case 'done':
      return (
        <div role="status">
          <p className="panel-note">{work.words}</p>
          {work.missing.length > 0 ? (
            <>
              <p className="panel-note">
                {panelMessage('work.missing', { count: work.missing.length })}
              </p>
              <ul className="work-missing">
                {work.missing.slice(0, MOST_NAMED).map((one) => (
                  <li key={one} dir="auto">
                    {one}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
        </div>
      );
  }
}
