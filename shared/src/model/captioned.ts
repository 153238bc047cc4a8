const CAPTIONED: ReadonlySet<string> = new Set([
  'image',
  'video',
  'audio',
  'file',
  'bookmark',
  'embed',
]);

/** Whether a block's text is the caption of something else. */
export function isCaptioned({ type }: { readonly type: string }): boolean {
  return CAPTIONED.has(type);
}
