import type { BlockKindName } from '../editor/commands/block-kinds.ts';
import type { IconName } from '../widgets/icons.tsx';

/** The picture of each kind of block. */
export const BLOCK_ICONS: { readonly [Kind in BlockKindName]: IconName } = {
  text: 'text',
  heading1: 'heading-1',
  heading2: 'heading-2',
  heading3: 'heading-3',
  bulleted: 'bulleted',
  numbered: 'numbered',
  todo: 'todo',
  toggle: 'toggle',
  toggleHeading1: 'toggle-heading',
  toggleHeading2: 'toggle-heading',
  toggleHeading3: 'toggle-heading',
  quote: 'quote',
  callout: 'callout',
  code: 'code-block',
  equation: 'equation',
};
