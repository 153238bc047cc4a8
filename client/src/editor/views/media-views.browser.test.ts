import { expect, test, vi } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../editor.css';
import { openMedia } from '../testing/open-media.ts';
import { ScriptedFiles } from '../testing/scripted-files.ts';

/** A picture of 40 by 20 pixels. */
const PICTURE = canvasPicture(40, 20);

function canvasPicture(width: number, height: number): string {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  return canvas.toDataURL('image/png');
}

const own = (files: ScriptedFiles, url: string): string => {
  files.urls.set('/files/own', url);
  return '/files/own';
};

test('MEDIA-1 MEDIA-4 words of a card are words', () => {
  const title = '<img src=x onerror="window.hostile=1">';
  const { find } = openMedia(new ScriptedFiles(), {
    type: 'bookmark',
    props: { address: 'https://example.com/a?b', title, description: title },
  });
  const card = find<HTMLAnchorElement>('.media-bookmark');
  expect(card.textContent).toBe(`${title}${title}https://example.com/a?b`);
  expect([card.href, card.rel, card.target]).toEqual([
    'https://example.com/a?b',
    'noopener noreferrer nofollow',
    '_blank',
  ]);
});

test('MEDIA-2 a source is loaded from wherever the files of the page are', async () => {
  const files = new ScriptedFiles();
  const { find } = openMedia(files, { type: 'image', props: { source: own(files, PICTURE) } });
  await vi.waitFor(() => expect(find('.media-picture').dataset['loaded']).toBe(''));
});

test('MEDIA-3 a picture has its place before it is loaded, and keeps it', async () => {
  const files = new ScriptedFiles();
  files.urls.set('/files/own', 'data:image/png,nothing');
  const sized = { source: '/files/own', width: 40, height: 20 };
  const { find } = openMedia(
    files,
    { type: 'image', props: sized },
    { type: 'image', props: { ...sized, width: 4000, height: 1000 } },
    { type: 'image', props: { ...sized, width: 400, height: 100, shownWidth: 200 } },
  );
  const boxes = (): number[][] =>
    [...find('.media-box').closest('.weft-page')!.querySelectorAll('.media-box')].map((box) => {
      const { width, height } = box.getBoundingClientRect();
      return [width, height];
    });
  const before = boxes();
  // No narrower than a finger finds it.
  expect(before.map(([width]) => width)).toEqual([64, 600, 200]);
  expect(before[1]?.[1]).toBe(150);
  expect(before[2]?.[1]).toBe(50);
  const end = find('.block:last-child').getBoundingClientRect().top;
  files.urls.set('/files/own', PICTURE);
  files.tell();
  await vi.waitFor(() => expect(find('.media-picture').dataset['loaded']).toBe(''));
  expect(boxes()).toEqual(before);
  expect(find('.block:last-child').getBoundingClientRect().top).toBe(end);
});

test('MEDIA-4 nothing of another site is there before its cover is pressed, and then in a sandbox', async () => {
  const { root, find } = openMedia(
    new ScriptedFiles(),
    { type: 'embed', props: { address: 'https://youtu.be/dQw4w9WgXcQ' } },
    { type: 'embed', props: { address: 'https://example.com/other' } },
  );
  expect(root.querySelector('iframe')).toBeNull();
  expect(find('.media-bookmark').textContent).toContain('https://example.com/other');
  const { height } = find('.media-stage').getBoundingClientRect();
  find<HTMLButtonElement>('.media-cover').click();
  const frame = find<HTMLIFrameElement>('iframe');
  expect(frame.src).toBe('https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ');
  expect([...frame.sandbox].toSorted()).toEqual([
    'allow-forms',
    'allow-popups',
    'allow-popups-to-escape-sandbox',
    'allow-presentation',
    'allow-same-origin',
    'allow-scripts',
  ]);
  expect(frame.title).toContain('YouTube');
  expect(find('.media-stage').getBoundingClientRect().height).toBe(height);
  frame.remove();
});

test('MEDIA-5 a file on its way says how far it is, and cancelling takes it and its block away', async () => {
  const files = new ScriptedFiles();
  const source = own(files, PICTURE);
  files.states.set(source, { kind: 'sending', fraction: 0.456 });
  const { root, find } = openMedia(files, {
    type: 'file',
    props: { source, name: 'notes.pdf', size: 1_500_000 },
  });
  expect(find('.media-name').textContent).toBe('notes.pdf');
  expect(find('.media-about').textContent).toBe('1.5 MB');
  const progress = find('[role="progressbar"]');
  expect([progress.ariaLabel, progress.ariaValueNow]).toEqual(['Uploading', '45']);
  find<HTMLButtonElement>('.media-sending button').click();
  expect(files.asked).toEqual([`remove ${source}`]);
  await vi.waitFor(() => expect(root.querySelector('.media')).toBeNull());
  expect(files.listeners).toBe(0);
});

test('MEDIA-6 a file that waits or is refused says so', () => {
  const files = new ScriptedFiles();
  const source = own(files, PICTURE);
  const { root, find } = openMedia(files, {
    type: 'image',
    props: { source, width: 40, height: 20 },
  });
  const say = (): (string | undefined)[] =>
    [...root.querySelectorAll<HTMLElement>('.media-said')].map(
      (element) => element.textContent ?? undefined,
    );
  files.states.set(source, { kind: 'waiting', isOffline: true });
  files.tell();
  expect(say()).toEqual(['Uploads when you are back online']);
  files.states.set(source, { kind: 'waiting', isOffline: false });
  files.tell();
  expect(say()).toEqual(['Waiting to upload']);
  files.states.set(source, { kind: 'refused', why: 'Not uploaded: it is too large.' });
  files.tell();
  expect(say()).toEqual(['Not uploaded: it is too large.']);
  const [again, remove] = root.querySelectorAll<HTMLButtonElement>('.media-note button');
  expect([again?.textContent, remove?.textContent]).toEqual(['Try again', 'Remove']);
  again?.click();
  files.states.set(source, { kind: 'done' });
  files.tell();
  expect(say()).toEqual([]);
  expect(files.asked).toEqual([`retry ${source}`]);
  expect(find('.media-picture')).toBeTruthy();
});

test('MEDIA-7 a picture whose bytes are not there yet comes when they are', async () => {
  const files = new ScriptedFiles();
  const source = own(files, 'data:image/png,nothing');
  const { find, root } = openMedia(files, {
    type: 'image',
    props: { source, width: 40, height: 20 },
  });
  await vi.waitFor(() =>
    expect(find('.media-said').textContent).toBe('Still on its way from whoever added it.'),
  );
  files.urls.set(source, PICTURE);
  files.there.add(source);
  // Nobody tells of it: it is asked for again after a while.
  const image = find<HTMLImageElement>('.media-picture');
  const asked = vi.fn();
  new MutationObserver(asked).observe(image, { attributeFilter: ['src'] });
  await vi.waitFor(() => expect(asked).toHaveBeenCalled(), { timeout: 3_000 });
  files.tell();
  await vi.waitFor(() => expect(image.dataset['loaded']).toBe(''));
  expect(root.querySelector('.media-said')).toBeNull();
});

test('MEDIA-8 arrow keys and both handles change the width, one step each', async () => {
  const files = new ScriptedFiles();
  const source = own(files, PICTURE);
  const { find, propsOf, bound } = openMedia(files, {
    type: 'image',
    props: { source, width: 400, height: 200 },
  });
  const slider = find('[role="slider"]');
  slider.focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{Shift>}{ArrowLeft}{/Shift}');
  expect(find('.media-box').getBoundingClientRect().width).toBe(304);
  await vi.waitFor(() => expect(propsOf(0)['shownWidth']).toBe(304));
  expect(slider.ariaValueNow).toBe('304');
  await userEvent.keyboard('{Home}');
  slider.blur();
  expect(propsOf(0)['shownWidth']).toBe(64);
  bound.binding?.history.undo();
  expect(propsOf(0)['shownWidth']).toBe(304);

  const start = find('.media-handle[data-side="start"]');
  const drag = (type: string, clientX: number): void =>
    void start.dispatchEvent(
      new PointerEvent(type, { clientX, pointerId: 1, button: 0, bubbles: true, cancelable: true }),
    );
  start.setPointerCapture = () => undefined;
  drag('pointerdown', 100);
  drag('pointermove', 50);
  expect(find('.media-box').getBoundingClientRect().width).toBe(404);
  drag('pointermove', -1000);
  drag('pointerup', -1000);
  // As wide as the line is more than the picture has.
  expect(propsOf(0)['shownWidth']).toBe(600);
});

test('MEDIA-9 Mod+Enter leads to the controls of a block, whose keys are their own, and Escape back', async () => {
  const files = new ScriptedFiles();
  const source = own(files, PICTURE);
  const { root, find, ids, bound, editor } = openMedia(files, {
    type: 'image',
    props: { source, width: 40, height: 20 },
  });
  for (const control of root.querySelectorAll<HTMLElement>(
    '.media :is(a, button, [role="slider"])',
  ))
    expect(control.getAttribute('aria-label') ?? control.textContent).not.toBe('');
  const caption = find(`[data-block="${ids[0]}"]`);
  root.focus();
  getSelection()?.setPosition(caption, caption.childNodes.length - 1);
  await vi.waitFor(() => expect(caption.dataset['captioned']).toBe(''));
  await userEvent.keyboard('{Control>}{Enter}{/Control}');
  expect(root.querySelector('.media')?.contains(document.activeElement)).toBe(true);
  await userEvent.keyboard('x{Backspace}');
  await userEvent.tab();
  expect(root.querySelector('.media')?.contains(document.activeElement)).toBe(true);
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() => expect(caption.dataset['selected']).toBe(''));
  expect(document.activeElement).toBe(root);
  expect(bound.binding?.page.children('').length).toBe(2);
  expect(editor.isEditable()).toBe(true);
});

test('MEDIA-12 what cannot be loaded says so and is tried again', async () => {
  const files = new ScriptedFiles();
  const source = own(files, 'data:image/png,nothing');
  files.there.add(source);
  const { find, root } = openMedia(files, {
    type: 'image',
    props: { source, width: 40, height: 20 },
  });
  await vi.waitFor(() => expect(find('.media-said').textContent).toBe('This could not be loaded.'));
  const image = find<HTMLImageElement>('.media-picture');
  const asked = vi.fn();
  new MutationObserver(asked).observe(image, { attributeFilter: ['src'] });
  find<HTMLButtonElement>('.media-note button').click();
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  files.urls.set(source, PICTURE);
  files.tell();
  await vi.waitFor(() => expect(root.querySelector('.media-said')).toBeNull());
});

test.each(['audio', 'video'] as const)(
  'MEDIA-13 what is played ends with the editor that shows it: %s',
  (type) => {
    const files = new ScriptedFiles();
    const { find, bound, editor } = openMedia(files, {
      type,
      props: { source: own(files, 'data:audio/wav,nothing') },
    });
    const played = find<HTMLMediaElement>(type);
    expect(played.hasAttribute('src')).toBe(true);
    bound.dispose();
    editor.dispose();
    expect(played.hasAttribute('src')).toBe(false);
    expect(files.listeners).toBe(0);
  },
);
