import { X } from 'lucide';
import type { MediaFileState } from '../media-files.ts';
import { button, element, icon } from './element.ts';
import { REMOVE_MEDIA_COMMAND } from './media-commands.ts';
import { type MediaContext, wordsIn } from './media-context.ts';
import { mediaNote } from './media-note.ts';

const SVG = 'http://www.w3.org/2000/svg';

/** Says how far a file is on its way, and lets it be taken back. */
export interface UploadNote {
  /** Nothing is shown of a file that has arrived, or that others send. */
  show(state: MediaFileState | undefined): void;
}

/** @param place - where the note is put */
export function createUploadNote(context: MediaContext, place: HTMLElement): UploadNote {
  const { files, words, editor, facts } = context;
  let shown: { readonly kind: string; readonly element: HTMLElement } | undefined;
  const progress = createProgress(context, takeBack);

  function takeBack(): void {
    const { id } = facts();
    files.remove(wordsIn(facts(), 'source'));
    editor.dispatchCommand(REMOVE_MEDIA_COMMAND, id);
  }

  function put(kind: string, make: () => HTMLElement): void {
    if (shown?.kind === kind) return;
    shown?.element.remove();
    const made = make();
    shown = { kind, element: made };
    place.append(made);
  }

  return {
    show(state) {
      if (!state || state.kind === 'done') {
        shown?.element.remove();
        shown = undefined;
      } else if (state.kind === 'refused') {
        const source = wordsIn(facts(), 'source');
        put(`refused ${state.why}`, () =>
          mediaNote(state.why, [
            { label: words.again, press: () => files.retry(source) },
            { label: words.remove, press: takeBack },
          ]),
        );
      } else {
        put('progress', () => progress.element);
        progress.show(state);
      }
    },
  };
}

interface Progress {
  readonly element: HTMLElement;
  show(state: Extract<MediaFileState, { kind: 'waiting' | 'sending' }>): void;
}

function createProgress({ words }: MediaContext, cancel: () => void): Progress {
  const ring = createRing();
  const said = element('span', 'media-said');
  const made = element(
    'div',
    'media-upload',
    { role: 'progressbar', 'aria-valuemin': '0', 'aria-valuemax': '100' },
    ring.element,
    said,
  );
  const bar = element(
    'div',
    'media-sending',
    {},
    made,
    button('media-act', cancel, words.cancel, icon(X)),
  );
  return {
    element: bar,
    show(state) {
      const words_ =
        state.kind === 'sending' ? words.sending : state.isOffline ? words.offline : words.waiting;
      const percent = state.kind === 'sending' ? Math.floor(state.fraction * 100) : 0;
      made.setAttribute('aria-label', words_);
      if (state.kind === 'sending') made.setAttribute('aria-valuenow', String(percent));
      else made.removeAttribute('aria-valuenow');
      said.textContent = words_;
      ring.show(state.kind === 'sending' ? state.fraction : 0);
    },
  };
}

/** A circle that closes as something is done. */
function createRing(): { readonly element: SVGSVGElement; show(fraction: number): void } {
  const svg = document.createElementNS(SVG, 'svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 20 20', 'aria-hidden': 'true' }))
    svg.setAttribute(name, value);
  svg.classList.add('media-ring');
  const [track, done] = ['media-ring-track', 'media-ring-done'].map((name) => {
    const circle = document.createElementNS(SVG, 'circle');
    const shape = { cx: '10', cy: '10', r: '7.5', pathLength: '100', class: name };
    for (const [key, value] of Object.entries(shape)) circle.setAttribute(key, value);
    svg.append(circle);
    return circle;
  });
  track?.setAttribute('stroke-dasharray', '100');
  return {
    element: svg,
    show(fraction) {
      done?.setAttribute('stroke-dasharray', `${Math.round(fraction * 100)} 100`);
    },
  };
}
