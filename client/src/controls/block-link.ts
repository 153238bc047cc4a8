import type { BlockId } from '@weft/shared/model/block-id';
import { registerEventListener } from 'lexical';
import type { BlockBinding } from '../editor/binding/binding.ts';

/** How long a block that a link led to stands out, in milliseconds. */
const STANDS_OUT = 2400;

/** The address of a block of the page that the window shows. */
export function blockAddress(block: BlockId): string {
  const url = new URL(location.href);
  url.hash = encodeURIComponent(block);
  return url.href;
}

/** Goes to the block that the window's address names, now and whenever it names another one. */
export function registerBlockLinks(binding: BlockBinding): () => void {
  const go = (): void => {
    const block = blockOf(location.hash);
    if (block !== '' && binding.page.block(block)) show(binding, block);
  };
  // The page is drawn with what follows.
  const frame = requestAnimationFrame(go);
  const stop = registerEventListener(window, 'hashchange', go);
  return () => {
    cancelAnimationFrame(frame);
    stop();
  };
}

function show(binding: BlockBinding, block: BlockId): void {
  const { editor, keys } = binding;
  binding.reveal(block);
  const element = editor.getElementByKey(keys.get(block) ?? '');
  if (!element) return;
  element.scrollIntoView({ block: 'center' });
  const backgroundColor = 'color-mix(in oklab, var(--_accent), transparent 78%)';
  element.animate([{ backgroundColor }, { backgroundColor, offset: 0.6 }, {}], STANDS_OUT);
}

function blockOf(hash: string): string {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return '';
  }
}
