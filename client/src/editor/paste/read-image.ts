import { propOf } from '@weft/shared/model/registry';
import type { Context } from './context.ts';
import { type Draft, draftOf } from './draft.ts';
import { styleOf } from './inline-style.ts';
import { fileAddress } from './web-address.ts';

/** Pictures that browsers show and nothing can be run by. */
const PICTURE = /^data:(image\/(png|jpeg|jpg|gif|webp|avif|bmp))((?:;[^,;]*)*),/i;

/** Files that a program names and does not send: Word's on the disk, Outlook's in the letter. */
const ELSEWHERE = /^(?:file|cid):/i;

/** Smaller pictures are there to see who reads. */
const MIN_PIXELS = 3;

/** An image block, or the letters that stand for the picture, or nothing. */
export function readImage(element: Element, { reading }: Context): Draft | string {
  const alt = (element.getAttribute('alt') ?? '').trim();
  const [width, height] = [pixels(element, 'width'), pixels(element, 'height')];
  // Google Docs draws the boxes of its to-dos.
  if (element.getAttribute('aria-roledescription') === 'checkbox') return '';
  if (isSign(element, alt)) return alt;
  if ([width, height].some((side) => side > 0 && side < MIN_PIXELS)) return '';
  const props = {
    ...(alt !== '' && { alt }),
    ...(width > 0 && { width }),
    ...(height > 0 && { height }),
  };
  const raw = (element.getAttribute('src') ?? '').trim();
  const source = fileAddress(raw);
  if (source !== undefined) return draftOf('image', { props: { source, ...props } });
  const blob = pictureIn(raw);
  if (!blob && !ELSEWHERE.test(raw)) return alt;
  const draft = draftOf('image', { props });
  const name = blob ? `image.${blob.type.slice('image/'.length)}` : nameIn(raw);
  reading.files.set(draft, { name, ...(blob && { blob }) });
  return draft;
}

/** The picture that a `data:` address holds. */
function pictureIn(address: string): Blob | undefined {
  const [head, type = '', , parameters = ''] = PICTURE.exec(address) ?? [];
  if (head === undefined) return undefined;
  if (!/;\s*base64\s*$/i.test(parameters)) return undefined;
  try {
    const letters = atob(address.slice(head.length));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return new Blob([bytes], { type: type.toLowerCase().replace('/jpg', '/jpeg') });
  } catch {
    return undefined;
  }
}

function nameIn(address: string): string {
  const last = address.split(/[/\\]/).at(-1) ?? '';
  return last.split(/[?#:]/).at(-1) || 'image';
}

/** Whether the picture is a letter: an emoji that a page draws itself. */
function isSign(element: Element, alt: string): boolean {
  if (alt === '' || alt.length > 30) return false;
  return (
    /^\p{Extended_Pictographic}\S{0,12}$/u.test(alt) ||
    /(?:^|[\s_-])emoji/i.test(element.getAttribute('class') ?? '')
  );
}

function pixels(element: Element, side: 'width' | 'height'): number {
  const words = element.getAttribute(side) ?? styleOf(element).get(side) ?? '';
  const value = Math.round(Number(/^([\d.]+)(?:px)?$/.exec(words)?.[1] ?? 0));
  return propOf('image', side)?.accepts(value) ? value : 0;
}
