import { pageWith, type Sketch } from '@weft/shared/testing/page-peer';
import { expect, onTestFinished, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import { encodeStateAsUpdate } from 'yjs';
import '../editor.css';
import { openEditor } from '../testing/open-editor.ts';
import { ScriptedFiles } from '../testing/scripted-files.ts';
import { contentsOfFiles } from './media-content.ts';
import { withFiles } from './pending-files.ts';

async function picture(width: number, height: number, name = 'x.png'): Promise<File> {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext('2d');
  return new File([await canvas.convertToBlob()], name, { type: 'image/png' });
}

test('MEDIA-5 a file becomes the block that shows it, measured here', async () => {
  const files = new ScriptedFiles();
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
  const contents = await contentsOfFiles(files, [
    await picture(30, 10, 'a.png'),
    new File([svg], 'b.svg', { type: 'image/svg+xml' }),
    new File(['no picture'], 'c.png', { type: 'image/png' }),
    new File(['x'], 'd.mp3', { type: 'audio/mpeg' }),
    new File(['x'], 'e', {}),
  ]);
  expect(contents.map(({ type, props }) => [type, props?.['name'], props?.['width']])).toEqual([
    ['image', 'a.png', 30],
    ['file', 'b.svg', undefined],
    ['image', 'c.png', undefined],
    ['audio', 'd.mp3', undefined],
    ['file', 'e', undefined],
  ]);
  expect(new Set(contents.map(({ props }) => props?.['source'])).size).toBe(5);
  expect(contents[1]?.props?.['size']).toBe(svg.length);
  expect(files.added.map(({ name }) => name).toSorted()).toEqual([
    'a.png',
    'b.svg',
    'c.png',
    'd.mp3',
    'e',
  ]);
});

test('MEDIA-10 pictures among what was pasted are named in their blocks, wherever those stand', async () => {
  const files = new ScriptedFiles();
  const image = { type: 'image', props: { width: 20, alt: 'x' } };
  const pasted = await withFiles(
    files,
    {
      blocks: [
        { type: 'text' },
        { type: 'quote', children: [{ type: 'text' }, image] },
        {
          type: 'table',
          table: { columns: [{}, {}], rows: [{ cells: [[], []] }, { cells: [[], [image]] }] },
        },
        image,
      ],
      files: [
        { path: [1, 1], name: 'quoted.png', blob: await picture(40, 30) },
        { path: [2, 1, 1, 0], name: 'cell.png' },
        { path: [3], name: 'nowhere.png' },
      ],
    },
    [new File(['x'], 'x.txt', { type: 'text/plain' }), await picture(10, 5)],
  );
  const quoted = pasted.blocks[1]?.children?.[1]?.props;
  expect(quoted).toMatchObject({ alt: 'x', width: 40, height: 30, shownWidth: 20 });
  expect(files.added.find(({ source }) => source === quoted?.['source'])?.name).toBe('quoted.png');
  const inCell = pasted.blocks[2]?.table?.rows[1]?.cells[1]?.[0]?.props;
  expect(inCell).toMatchObject({ name: 'cell.png', width: 10, height: 5 });
  expect(inCell).not.toHaveProperty('shownWidth');
  expect(pasted.blocks[3]).toEqual(image);
  expect(pasted.files.map(({ name }) => name)).toEqual(['nowhere.png']);
});

/** Pastes at an offset of the first block; answers the types and words of the page once it has another block. */
async function pasted(first: Sketch, data: DataTransfer, at: number): Promise<string[]> {
  const page = pageWith(first, 'end');
  const root = document.createElement('div');
  document.body.append(root);
  onTestFinished(() => root.remove());
  const files = new ScriptedFiles();
  const { errors } = openEditor({ root, seed: 99, files, state: encodeStateAsUpdate(page.doc) });
  // Not on what the first block shows besides its text.
  await userEvent.click(root.children[1]!);
  await userEvent.keyboard(`{ArrowUp}{Home}${'{ArrowRight}'.repeat(at)}`);
  const event = new ClipboardEvent('paste', {
    clipboardData: data,
    bubbles: true,
    cancelable: true,
  });
  root.dispatchEvent(event);
  const blocks = (): HTMLElement[] => [...root.querySelectorAll<HTMLElement>('.block')];
  await vi.waitFor(() => expect(blocks().length).toBeGreaterThan(2), {
    timeout: 10_000,
  });
  expect(event.defaultPrevented).toBe(true);
  expect(errors).toEqual([]);
  return blocks().map((block) => {
    block.querySelector('.media')?.remove();
    return `${block.dataset['type']} ${block.textContent}`;
  });
}

async function clipboard(texts: { readonly [type: string]: string } = {}): Promise<DataTransfer> {
  const data = new DataTransfer();
  data.items.add(await picture(30, 10, 'screenshot.png'));
  for (const [type, words] of Object.entries(texts)) data.setData(type, words);
  return data;
}

const CAPTION = { type: 'image', runs: [{ text: 'caption', marks: {} }] };
const PICTURE_OF_A_PAGE = '<img src="https://example.com/a.png">';

test.each<[string, Sketch, { readonly [type: string]: string }, string[]]>([
  ['in a text', 'onetwo', {}, ['text one', 'image ', 'text two', 'text end']],
  ['as HTML too', 'one', { 'text/html': PICTURE_OF_A_PAGE }, ['text one', 'image ', 'text end']],
  ['in a caption', CAPTION, {}, ['image caption', 'image ', 'text end']],
])('MEDIA-10 a picture that is pasted %s is a block of its own', async (_, first, texts, shown) => {
  expect(await pasted(first, await clipboard(texts), 3)).toEqual(shown);
});

test('MEDIA-10 words come before a picture of them', async () => {
  const data = await clipboard({
    'text/plain': 'a\nb\nc',
    'text/html': '<p>a</p><p>b</p><p>c</p>',
  });
  expect(await pasted('', data, 0)).toEqual(['text a', 'text b', 'text c', 'text end']);
});
