import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { seededRandom } from '../testing/random.ts';
import { blockRuns } from './block.ts';
import { runsText } from './content.ts';
import { insertBlocks } from './operations/insert.ts';
import { mergeBlocks } from './operations/merge.ts';
import { splitBlock } from './operations/split.ts';
import { insertText } from './operations/text.ts';
import { Page } from './page.ts';
import { Writer } from './writer.ts';

test('DOC-1 scratch', () => {
  const doc = new Y.Doc();
  const page = new Page(doc);
  const random = seededRandom(1);
  const w = new Writer({ page, random: () => random.next(), now: () => 0 });
  const [a = ''] = insertBlocks(w, [{ type: 'text' }], '', 0);
  insertText(w, a, 0, [{ text: 'hello world', marks: {} }]);
  const b = splitBlock(w, a, 5) ?? '';
  const text = (id: string) => runsText(blockRuns(page.block(id)!));
  expect(page.children('').map(text)).toEqual(['hello', ' world']);
  mergeBlocks(w, a, b);
  expect(page.children('').map(text)).toEqual(['hello world']);
  console.log(Y.encodeStateAsUpdate(doc).length, JSON.stringify(page.props.toJSON()));
});
