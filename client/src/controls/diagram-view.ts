import { openDiagramFrame } from '../editor/diagrams/diagram-frame.ts';
import { diagramKind } from '../editor/diagrams/diagram-kind.ts';
import { Diagrams, type Drawn } from '../editor/diagrams/diagrams.ts';
import { followScheme, schemeOf } from '../editor/diagrams/scheme.ts';
import { message } from '../words/messages.ts';
import { panelMessage } from '../words/panel-messages.ts';
import { scrollByKeys } from './scroll-by-keys.ts';

/** Milliseconds without a keystroke after which what is written is drawn. */
const PAUSE = 250;

/** A drawing of what a block says. */
export interface DiagramView {
  readonly element: HTMLElement;
  show(source: string): void;
  end(): void;
}

/** All drawings of the page come from one frame. */
const SHARED = new Diagrams(openDiagramFrame);

/**
 * @param onShown - told whether there is a drawing of what the block says now, rather than none, or one of what it said
 * @param diagrams - what draws it
 */
export function createDiagramView(
  onShown: (isShown: boolean) => void,
  diagrams = SHARED,
): DiagramView {
  let source = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let url: string | undefined;
  /** What the picture is of. */
  let pictured: Drawn | undefined;
  let hasEnded = false;
  const element = document.createElement('div');
  element.className = 'diagram';
  element.role = 'group';
  element.ariaLabel = message('insert.diagram');
  const picture = document.createElement('img');
  picture.className = 'diagram-picture';
  picture.draggable = false;
  const words = document.createElement('p');
  words.className = 'diagram-words';
  words.role = 'status';
  element.append(words);
  const stopScrolling = scrollByKeys(element);

  const paint = (drawn: Drawn | undefined): void => {
    const isEmpty = source.trim() === '';
    const isDrawn = drawn?.outcome === 'drawn' && !isEmpty;
    // The same again keeps its picture, which would flicker.
    if (isDrawn && drawn !== pictured) {
      const before = url;
      url = URL.createObjectURL(new Blob([drawn.svg], { type: 'image/svg+xml' }));
      picture.src = url;
      picture.width = Math.round(drawn.width);
      picture.height = Math.round(drawn.height);
      picture.style.setProperty('--natural', `${Math.round(drawn.width)}px`);
      picture.alt = drawn.title || panelMessage('diagram.alt', { kind: diagramKind(source) });
      if (!picture.isConnected) element.prepend(picture);
      if (before !== undefined) URL.revokeObjectURL(before);
      pictured = drawn;
    } else if (isEmpty) {
      picture.remove();
      pictured = undefined;
    }
    element.dataset['state'] = isEmpty ? 'empty' : (drawn?.outcome ?? 'drawing');
    const said = isEmpty ? panelMessage('diagram.empty') : wordsOf(drawn);
    if (words.textContent !== said) words.textContent = said;
    onShown(isDrawn);
  };
  const draw = (): void => {
    clearTimeout(timer);
    if (source.trim() === '') {
      paint(undefined);
      return;
    }
    const request = { source, scheme: schemeOf(element) };
    const isLate = (): boolean =>
      hasEnded || request.source !== source || request.scheme !== schemeOf(element);
    const known = diagrams.known(request);
    if (known) paint(known);
    else {
      void diagrams.draw(request, isLate).then((drawn) => {
        if (drawn && !isLate()) paint(drawn);
      });
    }
  };
  const stopFollowing = followScheme(draw);
  const retry = (): void => {
    if (element.dataset['state'] === 'unloaded') draw();
  };
  addEventListener('online', retry);
  return {
    element,
    show(next) {
      if (next === source && element.dataset['state'] !== undefined) return;
      const isFirst = element.dataset['state'] === undefined;
      source = next;
      clearTimeout(timer);
      if (isFirst) {
        element.dataset['state'] = 'drawing';
        // Not before it stands in the page, whose colours it takes.
        queueMicrotask(draw);
      } else timer = setTimeout(draw, source.trim() === '' ? 0 : PAUSE);
    },
    end() {
      hasEnded = true;
      stopFollowing();
      stopScrolling();
      removeEventListener('online', retry);
      clearTimeout(timer);
      if (url !== undefined) URL.revokeObjectURL(url);
    },
  };
}

function wordsOf(drawn: Drawn | undefined): string {
  if (drawn?.outcome === 'wrong') return panelMessage('diagram.wrong', { why: drawn.reason });
  if (drawn?.outcome === 'large') return panelMessage('diagram.large');
  return drawn?.outcome === 'unloaded' ? panelMessage('diagram.unloaded') : '';
}
