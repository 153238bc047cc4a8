import { typeOf } from '@weft/shared/model/block';
import { isCaptioned } from '@weft/shared/model/captioned';
import type { BlockContent } from '@weft/shared/model/content';
import { insertBlocks } from '@weft/shared/model/operations/insert';
import { formatRange } from '@weft/shared/model/operations/range';
import {
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_HIGH,
  KEY_DOWN_COMMAND,
  mergeRegister,
  PASTE_COMMAND,
} from 'lexical';
import type { BlockBinding } from '../binding/binding.ts';
import { $orderedEnds, $selectionEnds } from '../binding/points.ts';
import { $fillCells } from '../commands/fill-cells.ts';
import { insertContent } from '../commands/insert-content.ts';
import { contentsOfFiles } from '../commands/media-content.ts';
import { withFiles } from '../commands/pending-files.ts';
import type { MediaFiles } from '../media-files.ts';
import { looksLikeMarkdown } from '../paste/markdown-signs.ts';
import { OWN_TYPE } from '../paste/own-clipboard.ts';
import type { Pasted } from '../paste/pasted.ts';
import { $pasteText } from './clipboard.ts';
import { $pasteAddress } from './pasted-address.ts';
import { $replaceSelected, siblingIndex } from './lines.ts';
import { $isBesideText, $replaceBlocks } from './whole-blocks.ts';

/** Addresses that a text may lead to when it is pasted over. */
const ADDRESS = /^(?:https?:\/\/|mailto:)\S+$/i;

/** Pastes what other programs copied as blocks, with Mod+Shift+V as nothing but text. */
export function registerPaste(binding: BlockBinding, files?: MediaFiles): () => void {
  const { editor } = binding;
  let isPlain = false;
  return mergeRegister(
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      ({ key, shiftKey, ctrlKey, metaKey }) => {
        isPlain = shiftKey && (ctrlKey || metaKey) && key.toLowerCase() === 'v';
        return false;
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(
      PASTE_COMMAND,
      (event) => {
        if (!editor.isEditable() || !(event instanceof ClipboardEvent) || !event.clipboardData) {
          return false;
        }
        event.preventDefault();
        $paste({ binding, files, data: event.clipboardData, isPlain });
        isPlain = false;
        return true;
      },
      COMMAND_PRIORITY_HIGH,
    ),
  );
}

interface Paste {
  readonly binding: BlockBinding;
  readonly files: MediaFiles | undefined;
  readonly data: DataTransfer;
  readonly isPlain: boolean;
}

function $paste({ binding, files, data, isPlain }: Paste): void {
  // Read at once: a clipboard is empty when its event is over.
  const copied = files ? [...data.files] : [];
  const [plain, html, own] = ['text/plain', 'text/html', OWN_TYPE].map((type) =>
    data.getData(type),
  );
  if (plain === undefined) return;
  // Programs that copy words often add a picture of them.
  if (files && copied.length > 0 && plain === '' && (own ?? '') === '') {
    void contentsOfFiles(files, copied).then((contents) => {
      if (binding.editor.isEditable()) binding.editor.update(() => $pasteMedia(binding, contents));
    });
    return;
  }
  if ($link(binding, plain)) return;
  const address = plain.trim();
  if (isAddress(address) && !isPlain && (own ?? '') === '' && !$takesText(binding)) {
    $pasteAddress(binding, address);
    return;
  }
  const isText = !looksLikeMarkdown(plain) && !isCells(plain);
  const isRich = (html ?? '') !== '' || (own ?? '') !== '' || !isText;
  if (isPlain || !isRich || $takesText(binding)) {
    $pasteText(binding, plain);
    return;
  }
  const texts = { plain, ...(html && { html }), ...(own && { own }) };
  // As large as all of the editor's keys, and seldom needed before the first paste.
  void import('../paste/clipboard-content.ts')
    .then(({ contentOfClipboard }) => contentOfClipboard(texts))
    .then((pasted) => (pasted && files ? withFiles(files, pasted, copied) : pasted))
    .catch(() => undefined)
    .then((pasted) => {
      if (!binding.editor.isEditable()) return;
      binding.editor.update(() => {
        if (pasted) $pasteBlocks(binding, pasted);
        else $pasteText(binding, plain);
      });
    });
}

/** Puts blocks where the selection is. */
export function $pasteBlocks(binding: BlockBinding, { blocks }: Pasted): void {
  binding.writer.group(() => {
    if ($isBesideText()) $replaceBlocks(binding, '');
    const ends = $selectionEnds();
    if (!ends) return;
    if ($fillCells(binding, blocks)) return;
    const range = $orderedEnds(ends);
    binding.$run(() => insertContent(binding, $replaceSelected(binding, range), blocks));
  });
}

/** Puts media where the selection is; a text that holds no blocks stays whole, and they go below it. */
function $pasteMedia(binding: BlockBinding, contents: readonly BlockContent[]): void {
  const block = $takesText(binding) ? $selectionEnds()?.focus.block : undefined;
  if (block === undefined) {
    $pasteBlocks(binding, { blocks: contents, files: [] });
    return;
  }
  const [container, index] = siblingIndex(binding, block);
  binding.$run(() => void insertBlocks(binding.writer, contents, container, index + 1));
}

/** An address that is pasted over letters becomes their link. Answers whether it is one. */
function $link(binding: BlockBinding, plain: string): boolean {
  const address = plain.trim();
  const ends = $selectionEnds();
  if (!ends || !isAddress(address)) return false;
  const range = $orderedEnds(ends);
  const { from, to } = range;
  if (from.block !== to.block || from.offset === to.offset || $takesText(binding)) return false;
  binding.$run(() => formatRange(binding.writer, range, { link: address }));
  return true;
}

function isAddress(text: string): boolean {
  return ADDRESS.test(text) && URL.canParse(text);
}

/** Whether the selection is in one text that holds no blocks: code, or a caption. */
function $takesText({ page }: BlockBinding): boolean {
  const ends = $selectionEnds();
  if (!ends || ends.anchor.block !== ends.focus.block) return false;
  const block = page.block(ends.anchor.block);
  return block !== undefined && (typeOf(block).text === 'plain' || isCaptioned(block));
}

/** At least two lines, each with a tab: what a spreadsheet copies. */
function isCells(plain: string): boolean {
  const lines = plain.replace(/\n$/, '').split('\n');
  return lines.length > 1 && lines.every((line) => line.includes('\t'));
}
