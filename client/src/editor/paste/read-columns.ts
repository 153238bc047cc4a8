import { propOf } from '@weft/shared/model/registry';
import { classesOf } from './classes.ts';
import { namedColorsOf } from './color-attributes.ts';
import type { Context } from './context.ts';
import { type Draft, draftOf } from './draft.ts';

/** Columns as shared/html and Notion write them; what stands in only one stands in none. */
export function readColumns(element: Element, context: Context): Draft[] {
  const parts = [...element.children].filter((child) => classesOf(child).includes('column'));
  const columns = parts.map((part): Draft => {
    const share = Number(part.getAttribute('data-share') ?? 1);
    const props = {
      ...namedColorsOf(part),
      ...(share !== 1 && propOf('column', 'share')?.accepts(share) && { share }),
    };
    return draftOf('column', { props, children: context.reading.blocksOf(part, context) });
  });
  if (columns.length < 2) return context.reading.blocksOf(element, context);
  return [draftOf('columns', { children: columns })];
}
