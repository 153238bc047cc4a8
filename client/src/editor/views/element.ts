import type { IconNode } from 'lucide';

const SVG = 'http://www.w3.org/2000/svg';

/** An element with a class, attributes and what is in it; words become text, never markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  className: string,
  attributes: { readonly [name: string]: string } = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (className !== '') made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A button that does something; its name is `label`, or else what is in it. */
export function button(
  className: string,
  press: (made: HTMLButtonElement) => void,
  label: string,
  ...children: readonly (Node | string)[]
): HTMLButtonElement {
  const isPlain = children.some((child) => typeof child === 'string' || child.textContent !== '');
  const attributes = isPlain ? undefined : { 'aria-label': label, title: label };
  const made = element('button', className, { type: 'button', ...attributes }, ...children);
  made.addEventListener('click', (event) => {
    event.preventDefault();
    // A finger's would move the caret, and the focus with it.
    event.stopPropagation();
    press(made);
  });
  return made;
}

/** A picture beside words, which screen readers never meet. */
export function icon(node: IconNode): SVGSVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const attributes = { viewBox: '0 0 24 24', width: '20', height: '20', 'aria-hidden': 'true' };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, value);
  svg.classList.add('media-icon');
  for (const [tag, shape] of node) {
    const part = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(shape)) part.setAttribute(name, String(value));
    svg.append(part);
  }
  return svg;
}
