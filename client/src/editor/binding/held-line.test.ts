import { formatText, insertText } from '@weft/shared/model/operations/text';
import { pageWith, textOf } from '@weft/shared/testing/page-peer';
import { expect, test } from 'vitest';
import { runsText } from '@weft/shared/model/content';
import { blockRuns } from '@weft/shared/model/block';
import { HeldLine } from './held-line.ts';

const SIGNS = '😀👍🏽';

test('EDIT-7 a sign of several units in a line that is composed in is deleted whole', () => {
  const { page, writer, ids } = pageWith(`a${SIGNS}b`);
  const [id = ''] = ids;
  const held = new HeldLine(page, id);
  insertText(writer, id, 0, [{ text: '>', marks: {} }]);
  // The thumb goes, and the colour of its skin stays.
  writer.commit(held.plan({ from: 3, to: 5, runs: [], formats: [] }));
  expect(textOf(page, id)).toBe('>a😀🏽b');
});

test('EDIT-7 a sign of several units in a line that is composed in is formatted whole', () => {
  const { page, writer, ids } = pageWith(`a${SIGNS}b`);
  const [id = ''] = ids;
  const held = new HeldLine(page, id);
  insertText(writer, id, 3, [{ text: '-', marks: {} }]);
  formatText(writer, id, 0, 1, { italic: true });
  const formats = [{ from: 0, to: 7, marks: { bold: true } }];
  writer.commit(held.plan({ from: 0, to: 0, runs: [], formats }));
  expect(textOf(page, id)).toBe('a😀-👍🏽b');
  const bold = blockRuns(page.block(id)!).filter(({ marks }) => marks['bold'] === true);
  expect(runsText(bold)).toBe('a😀👍🏽');
});
