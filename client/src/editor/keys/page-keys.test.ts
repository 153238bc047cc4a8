import type { Inline } from '@weft/shared/model/content';
import { planInsertText } from '@weft/shared/model/operations/text';
import { COMMAND_PRIORITY_EDITOR } from 'lexical';
import { expect, test } from 'vitest';
import { OPEN_PAGE_COMMAND } from '../commands/page-link.ts';
import { editorWith } from '../testing/editor-peer.ts';
import { pressKey } from '../testing/press-key.ts';

const PAGE = 'AAAAAAAAAAAAAAAAAAAAAA';

/** Selects an object that stands in a line and presses Enter; answers which pages are opened by it. */
function entered(inline: Inline): string[] {
  const peer = editorWith('see ‸');
  const [id = ''] = peer.ids;
  peer.writer.commit(planInsertText(peer.page, id, 4, [{ inline, marks: {} }]));
  const opened: string[] = [];
  peer.editor.registerCommand(
    OPEN_PAGE_COMMAND,
    (page) => {
      opened.push(page);
      return true;
    },
    COMMAND_PRIORITY_EDITOR,
  );
  // As Shift and an arrow select it.
  peer.select(id, 4, id, 5);
  pressKey(peer, 'Enter');
  if (opened.length > 0) expect(peer.page.children('')).toEqual([id]);
  return opened;
}

test('MENTION-1 Enter opens the page whose mention is selected', () => {
  expect(entered({ kind: 'mention', page: PAGE, label: 'Plan' })).toEqual([PAGE]);
});

test.each<Inline>([
  { kind: 'mention', user: 'ada', name: 'Ada' },
  { kind: 'mention', page: 7, label: 'Plan' },
  { kind: 'sparkle', page: PAGE },
])('MENTION-1 Enter on %j opens nothing', (inline) => {
  expect(entered(inline)).toEqual([]);
});
