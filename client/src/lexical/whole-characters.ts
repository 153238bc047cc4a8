import type { BindingV2 } from '@lexical/yjs';
import { $getNodeByKey, $isElementNode, $isTextNode, type NodeKey, type TextNode } from 'lexical';
import { XmlElement, XmlText } from 'yjs';

/**
 * Writes changed texts that hold characters of two units, ahead of the stock binding, which compares unit by
 * unit: 🙂 and 🙃 share their first half, so it would write the second half alone, and Yjs makes `�` of both.
 * Where the text is written already it finds nothing to do but the formats.
 *
 * Takes the keys of changed elements; called inside a read of the new state, in the transaction that writes.
 */
export function $writeWholeCharacters(binding: BindingV2, keys: Iterable<NodeKey>): void {
  for (const key of keys) {
    const node = $getNodeByKey(key);
    if (!$isElementNode(node)) continue;
    let run: TextNode[] = [];
    for (const child of [...node.getChildren(), null]) {
      if ($isTextNode(child)) {
        run.push(child);
      } else if (run.length > 0) {
        writeRun(binding, run);
        run = [];
      }
    }
  }
}

function writeRun(binding: BindingV2, run: readonly TextNode[]): void {
  const shared =
    run.map((node) => binding.mapping.getSharedType(node)).find(Boolean) ?? onlyText(binding, run);
  if (!(shared instanceof XmlText)) return;
  const before = shared
    .toDelta()
    .map(({ insert }: { insert: string }) => insert)
    .join('');
  const after = run.map((node) => node.getTextContent()).join('');
  if (before === after || !/[\ud800-\udfff]/.test(before + after)) return;
  const start = commonStart(before, after);
  const end = commonEnd(before.slice(start), after.slice(start));
  shared.delete(start, before.length - start - end);
  shared.insert(start, after.slice(start, after.length - end));
}

/** The text that new nodes will be written into, where their block has one text and nothing else. */
function onlyText(binding: BindingV2, run: readonly TextNode[]): unknown {
  const parent = run[0]?.getParent();
  if (!parent || parent.getChildrenSize() !== run.length) return undefined;
  const block = binding.mapping.getSharedType(parent);
  return block instanceof XmlElement && block.length === 1 ? block.get(0) : undefined;
}

const isFirstHalf = (unit: string | undefined): boolean => /[\ud800-\udbff]/.test(unit ?? '');
const isSecondHalf = (unit: string | undefined): boolean => /[\udc00-\udfff]/.test(unit ?? '');

/** Units that both begin with, never ending inside a character. */
function commonStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return isFirstHalf(a[length - 1]) ? length - 1 : length;
}

/** Units that both end with, never beginning inside a character. */
function commonEnd(a: string, b: string): number {
  let length = 0;
  while (length < Math.min(a.length, b.length) && a.at(-1 - length) === b.at(-1 - length)) length++;
  return isSecondHalf(a[a.length - length]) ? length - 1 : length;
}
