import type { DiagramAnswer } from '../editor/diagrams/diagram-messages.ts';
import { wellFormed } from './well-formed.ts';

/** Mermaid writes SVG as HTML is written, with ends left out; a picture has to be XML. */
export function pictureOf(markup: string): DiagramAnswer {
  const svg = new DOMParser().parseFromString(markup, 'text/html').querySelector('svg');
  const [, , width = 0, height = 0] = (svg?.getAttribute('viewBox') ?? '')
    .split(/[ ,]+/)
    .map(Number);
  if (!svg || !(width > 0 && height > 0)) return { outcome: 'wrong', reason: 'Nothing is drawn.' };
  svg.setAttribute('width', String(width));
  svg.setAttribute('height', String(height));
  svg.removeAttribute('style');
  disarm(svg);
  const title = [':scope > title', ':scope > desc']
    .map((part) => svg.querySelector(part)?.textContent.trim() ?? '')
    .filter((words) => words !== '')
    .join('. ');
  return {
    outcome: 'drawn',
    svg: wellFormed(new XMLSerializer().serializeToString(svg)),
    width,
    height,
    title,
  };
}

/** Somebody may open the picture by itself, where it is a page of ours: then too nothing in it runs or leads away. */
function disarm(svg: Element): void {
  for (const element of [svg, ...svg.querySelectorAll('*')]) {
    if (/^(?:script|iframe|object|embed|form|animate|set)$/i.test(element.localName))
      element.remove();
    for (const name of element.getAttributeNames()) {
      const value = element.getAttribute(name) ?? '';
      const leads = /(?:^|:)(?:href|src)$/i.test(name) && !/^(?:#|data:image\/)/i.test(value);
      if (leads || /^on/i.test(name)) element.removeAttribute(name);
    }
  }
}
