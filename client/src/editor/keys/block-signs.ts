import type { Block } from '@weft/shared/model/block';
import { PAGE } from '@weft/shared/model/block-id';
import type { Json } from '@weft/shared/model/content';
import type { Page } from '@weft/shared/model/page';
import { listAround, styleByItself } from '../commands/list-numbering.ts';

type BlockProps = { readonly [prop: string]: Json };

/** What a line's beginning turns the block into, as soon as it is typed. */
interface BlockRule {
  readonly pattern: RegExp;
  readonly type: string;
  props?(match: RegExpExecArray): BlockProps;
}

const BLOCK_RULES: readonly BlockRule[] = [
  {
    pattern: /^(?:[-*+] )?\[( |x|X)?\] $/,
    type: 'todo',
    props: ([, mark]) => ({ checked: /x/i.test(mark ?? '') }),
  },
  { pattern: /^[-*+] $/, type: 'bulleted' },
  {
    pattern: /^(\d{1,9})[.)] $/,
    type: 'numbered',
    props: ([, start]) => ({ start: Number(start) }),
  },
  { pattern: /^a[.)] $/, type: 'numbered', props: () => ({ style: 'letters' }) },
  { pattern: /^i[.)] $/, type: 'numbered', props: () => ({ style: 'roman' }) },
  { pattern: /^# $/, type: 'heading1' },
  { pattern: /^## $/, type: 'heading2' },
  { pattern: /^### $/, type: 'heading3' },
  { pattern: /^> $/, type: 'toggle' },
  { pattern: /^" $/, type: 'quote' },
  { pattern: /^```$/, type: 'code' },
];

/** Blocks that a rule may change: a list's item can still become a to-do. */
const CHANGEABLE = new Set(['text', 'bulleted', 'numbered', 'todo', 'quote', 'toggle']);

/** What a block becomes whose line begins with `text`, as far as the caret; `undefined` if that is text. */
export function blockFor(
  page: Page,
  block: Block,
  text: string,
): { readonly type: string; readonly props?: BlockProps | undefined } | undefined {
  const rule = BLOCK_RULES.find(({ pattern }) => pattern.test(text));
  const isHeading = block.type.startsWith('heading');
  if (!rule || (!isHeading && !CHANGEABLE.has(block.type))) return undefined;
  // A heading is made a toggle, and a toggle a heading, without ceasing to be what it was.
  if (isHeading) {
    const isToggle = block.props['toggle'] === true;
    return rule.type === 'toggle' && !isToggle
      ? { type: block.type, props: { toggle: true } }
      : undefined;
  }
  if (block.type === 'toggle' && rule.type.startsWith('heading')) {
    return { type: rule.type, props: { toggle: true } };
  }
  const match = rule.pattern.exec(text);
  const typed = match ? rule.props?.(match) : undefined;
  if (rule.type !== 'numbered') {
    return rule.type === block.type ? undefined : { type: rule.type, props: typed };
  }
  const props = numberingOf(page, block, typed);
  // An item within a list has its number from there, and a sign in it is text.
  return !props && block.type === 'numbered' ? undefined : { type: rule.type, props };
}

/** How a line that becomes an item is numbered; nothing for one that goes on with a list as that list is, whatever was typed. */
function numberingOf(
  page: Page,
  { id, type }: Block,
  typed: BlockProps = {},
): BlockProps | undefined {
  const siblings = page.children(page.parent(id) ?? PAGE);
  const [first] = listAround(page, siblings[siblings.indexOf(id) - 1] ?? '');
  if (first === undefined) {
    return typed['style'] === styleByItself(page, id) ? { style: 'auto' } : typed;
  }
  const { style } = page.block(first)?.props ?? {};
  return type === 'numbered' || style === undefined ? undefined : { style };
}
