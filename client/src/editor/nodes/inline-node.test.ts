import type { Inline } from '@weft/shared/model/content';
import { createHeadlessEditor } from '@lexical/headless';
import { expect, test } from 'vitest';
import { PAGE_NODES } from '../nodes.ts';
import { $createInlineNode } from './inline-node.ts';

test.each<[string, Inline]>([
  ['x^2', { kind: 'equation', text: 'x^2' }],
  ['Plan', { kind: 'mention', page: 'p', label: 'Plan' }],
  ['Ada', { kind: 'mention', user: 'ada', name: 'Ada' }],
  ['\u25a1', { kind: 'mention', page: 'p', label: '' }],
  ['\u25a1', { kind: 'mention', page: 'p', label: { toString: 'Plan' } }],
  ['\u25a1', { kind: 'sparkle' }],
])('MENTION-1 what stands in a line is shown as %j', (words, inline) => {
  const editor = createHeadlessEditor({ nodes: PAGE_NODES });
  let shown = '';
  editor.update(() => void (shown = $createInlineNode(inline).getTextContent()), {
    discrete: true,
  });
  expect(shown).toBe(words);
});
