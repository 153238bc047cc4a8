import { BlockNode } from './nodes/block-node.ts';
import { InlineNode } from './nodes/inline-node.ts';
import { LayoutNode } from './nodes/layout-node.ts';
import { LinkNode } from './nodes/link-node.ts';
import { VoidNode } from './nodes/void-node.ts';

/** Every node an editor of pages needs to know. */
export const PAGE_NODES = [BlockNode, VoidNode, LayoutNode, InlineNode, LinkNode];
