import type { BlockFacts } from '../nodes/block-facts.ts';
import { element } from './element.ts';
import { type MediaContext, numberIn } from './media-context.ts';
import { createResizing } from './resizing.ts';

/** A box that has the size of what will be in it before that is loaded, and can be made narrower. */
export interface MediaBox {
  readonly element: HTMLElement;
  update(facts: BlockFacts): void;
  /** The size is known now, should the document not say it. */
  measured(width: number, height: number): void;
}

export function createMediaBox(context: MediaContext, content: HTMLElement): MediaBox {
  const box = element('div', 'media-box', {}, content);
  let own: { readonly width: number; readonly height: number } | undefined;
  const resizing = createResizing(context, box);
  box.append(...resizing.handles);

  function update(facts: BlockFacts): void {
    const [width, height] = [numberIn(facts, 'width'), numberIn(facts, 'height')];
    const size = width > 0 && height > 0 ? { width, height } : own;
    const shownWidth = numberIn(facts, 'shownWidth') || size?.width || 0;
    if (shownWidth > 0) box.style.setProperty('--shown', `${shownWidth}px`);
    else box.style.removeProperty('--shown');
    box.style.aspectRatio = size ? `${size.width} / ${size.height}` : '';
    box.toggleAttribute('data-unmeasured', !size);
    resizing.update(shownWidth);
  }

  return {
    element: box,
    update,
    measured(width, height) {
      if (width <= 0 || height <= 0) return;
      own = { width, height };
      update(context.facts());
    },
  };
}
