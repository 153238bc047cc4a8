import { element } from './element.ts';
import { SET_MEDIA_COMMAND } from './media-commands.ts';
import { type MediaContext, numberIn } from './media-context.ts';

const LEAST = 64;
const STEP = 16;
const BIG_STEP = 64;
/** Keys that follow each other this fast are one change. */
const PAUSE = 400;

/** Handles at both sides of a box, which make it narrower and wider. The box stays in the middle of the line. */
export interface Resizing {
  readonly handles: readonly HTMLElement[];
  /** Called with the width the document says. */
  update(width: number): void;
}

export function createResizing(context: MediaContext, box: HTMLElement): Resizing {
  const { editor, words, facts } = context;
  const start = element('span', 'media-handle', { 'data-side': 'start', 'aria-hidden': 'true' });
  const end = element('span', 'media-handle', {
    'data-side': 'end',
    'data-edits': '',
    role: 'slider',
    tabindex: '0',
    'aria-label': words.width,
    'aria-valuemin': String(LEAST),
  });
  let pressed: number | undefined;

  const room = (): number => Math.floor(box.parentElement?.getBoundingClientRect().width ?? 0);
  const fit = (width: number): number =>
    Math.round(Math.min(Math.max(width, LEAST), Math.max(room(), LEAST)));
  const preview = (width: number): void => {
    box.style.setProperty('--shown', `${width}px`);
    tell(width);
  };
  const tell = (width: number): void => {
    end.setAttribute('aria-valuenow', String(width));
    end.setAttribute('aria-valuetext', `${width} px`);
  };
  const commit = (width: number): void => {
    // All of the line means: as wide as it is, on any screen.
    const natural = numberIn(facts(), 'width');
    const isWhole = width >= room() && natural >= width;
    editor.dispatchCommand(SET_MEDIA_COMMAND, {
      block: facts().id,
      props: { shownWidth: isWhole ? undefined : width },
    });
  };
  const widthNow = (): number => Math.round(box.getBoundingClientRect().width);

  for (const handle of [start, end]) {
    handle.addEventListener('pointerdown', (down) => {
      if (down.button !== 0 || !editor.isEditable()) return;
      down.preventDefault();
      const before = widthNow();
      const isRtl = getComputedStyle(box).direction === 'rtl';
      const outwards = (handle === end) === isRtl ? -1 : 1;
      const widthAt = (x: number): number => fit(before + 2 * outwards * (x - down.clientX));
      let width = before;
      handle.setPointerCapture(down.pointerId);
      box.dataset['resizing'] = '';
      const ended = new AbortController();
      const finish = (isKept: boolean): void => {
        ended.abort();
        delete box.dataset['resizing'];
        if (isKept && width !== before) commit(width);
        else preview(before);
      };
      const { signal } = ended;
      handle.addEventListener('pointermove', ({ clientX }) => preview((width = widthAt(clientX))), {
        signal,
      });
      handle.addEventListener('pointerup', () => finish(true), { signal });
      handle.addEventListener('pointercancel', () => finish(false), { signal });
      addEventListener(
        'keydown',
        (event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          event.stopPropagation();
          finish(false);
        },
        { signal, capture: true },
      );
    });
    // It is none on the block.
    handle.addEventListener('click', (event) => event.stopPropagation());
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    if (pressed !== undefined) commit(pressed);
    pressed = undefined;
  };
  end.addEventListener('keydown', (event) => {
    const isRtl = getComputedStyle(box).direction === 'rtl';
    const by = event.shiftKey ? BIG_STEP : STEP;
    const width = pressed ?? widthNow();
    const wider = isRtl ? 'ArrowLeft' : 'ArrowRight';
    const narrower = isRtl ? 'ArrowRight' : 'ArrowLeft';
    const next = new Map([
      [wider, width + by],
      ['ArrowUp', width + by],
      [narrower, width - by],
      ['ArrowDown', width - by],
      ['Home', LEAST],
      ['End', room()],
    ]).get(event.key);
    if (next === undefined || !editor.isEditable()) return;
    event.preventDefault();
    pressed = fit(next);
    preview(pressed);
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE);
  });
  end.addEventListener('blur', flush);

  return {
    handles: [start, end],
    update(width) {
      end.setAttribute('aria-valuemax', String(Math.max(room(), width, LEAST)));
      tell(Math.min(width || room(), room() || width));
    },
  };
}
