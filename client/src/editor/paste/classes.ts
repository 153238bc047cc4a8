/** The names in an element's `class`. */
export function classesOf(element: Element): readonly string[] {
  const words = element.getAttribute('class');
  return words ? words.split(/\s+/) : [];
}
