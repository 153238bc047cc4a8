import { MAX_FILE_NAME_LENGTH } from '@weft/shared/protocol/limits';

const UNNAMED = 'file';
/** A longer one is no extension but a part of the name. */
const MAX_EXTENSION_LENGTH = 20;

/**
 * A name that is safe to show and to save under: the last part of a path, in one line, without signs that
 * cannot be seen or that turn the direction of others (`exe.gpj` is not `jpg.exe`), and not too long; its extension stays.
 */
export function fileName(text: string): string {
  const visible = text
    .normalize('NFC')
    // Controls, formatting signs (direction, zero width), halves of pairs, private signs, line ends.
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, (sign) => (isJoiner(sign) ? sign : ' '))
    .split(/[\\/]/)
    .at(-1)!
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    // Dots and spaces at the ends mean something to file systems.
    .replace(/^[. ]+|[. ]+$/g, '');
  return cut(visible) || UNNAMED;
}

/** Emoji, and several scripts, are written with it. */
const isJoiner = (sign: string): boolean => sign === '\u{200d}' || sign === '\u{200c}';

function cut(name: string): string {
  if (name.length <= MAX_FILE_NAME_LENGTH) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= MAX_EXTENSION_LENGTH ? name.slice(dot) : '';
  const stem = name.slice(0, MAX_FILE_NAME_LENGTH - extension.length);
  // Between the halves of a pair nothing is cut.
  return stem.replace(/[\ud800-\udbff]$/, '').trimEnd() + extension;
}
