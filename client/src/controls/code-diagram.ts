import type { BlockId } from '@weft/shared/model/block-id';
import type { LexicalEditor } from 'lexical';
import type { DiagramView } from './diagram-view.ts';
import { writeOnPress } from './write-on-press.ts';

/** What a block of code draws, if it is a diagram. */
export interface CodeDiagram {
  readonly element: HTMLElement;
  /** @param source - `undefined` where the code is no diagram */
  show(source: string | undefined, isSourceShown: boolean): void;
  /** Whether the caret is in the code. */
  enter(isIn: boolean): void;
  end(): void;
}

/** How long to wait before what did not load is asked for again, in milliseconds. */
const AGAIN = 5_000;

/**
 * The place of a diagram above its source, which is to be seen while somebody writes in it, where its block says so, and
 * as long as there is nothing else to see. What draws is loaded with the first diagram.
 */
export function createCodeDiagram(block: () => BlockId, editor: LexicalEditor): CodeDiagram {
  const element = document.createElement('div');
  element.className = 'code-diagram';
  let source: string | undefined;
  let isSourceShown = false;
  let isIn = false;
  let isDrawn = false;
  let view: DiagramView | undefined;
  let loading = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let hasEnded = false;

  const reflect = (): void => {
    const parent = element.closest('[data-viewed]');
    const isDiagram = source !== undefined;
    parent?.toggleAttribute('data-diagram', isDiagram);
    parent?.toggleAttribute('data-source', isDiagram && (isIn || isSourceShown || !isDrawn));
  };
  const load = (): void => {
    loading = true;
    import('./diagram-view.ts')
      .then(({ createDiagramView }) => {
        if (hasEnded || view || source === undefined) return;
        view = createDiagramView((isShown) => {
          isDrawn = isShown;
          reflect();
        });
        element.append(view.element);
        view.show(source);
      })
      .catch(() => {
        if (hasEnded) return;
        retry = setTimeout(() => source !== undefined && !view && load(), AGAIN);
      })
      .finally(() => (loading = false));
  };
  writeOnPress(element, editor, block);
  return {
    element,
    show(next, shown) {
      source = next;
      isSourceShown = shown;
      if (source === undefined) {
        view?.end();
        view = undefined;
        isDrawn = false;
        element.replaceChildren();
      } else if (view) view.show(source);
      else if (!loading) load();
      reflect();
    },
    enter(next) {
      isIn = next;
      reflect();
    },
    end() {
      hasEnded = true;
      clearTimeout(retry);
      view?.end();
    },
  };
}
