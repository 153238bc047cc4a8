/** Longer names are cut, in characters: some systems take 255 bytes for one, and a path has many. */
const MAX_LENGTH = 60;
/** What some system does not take in a name, or reads as a part of a path. */
// oxlint-disable-next-line no-control-regex
const FORBIDDEN = /[\u0000-\u001f\u007f<>:"/\\|?*\u200b-\u200f\u2028-\u202f\ufeff]+/g;
/** Names of devices, whatever follows the dot. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Names in one folder, each once, also for systems that take no notice of capitals. */
export interface FolderNames {
  /** A name like the one wanted that every system takes and that is not in use, with `extension` at its end. */
  take(wanted: string, extension: string): string;
}

/** @param fallback for names of which nothing is left */
export function createFolderNames(fallback: string): FolderNames {
  const taken = new Set<string>();
  return {
    take(wanted, extension) {
      const stem = safeName(wanted) || fallback;
      for (let count = 1; ; count++) {
        const name = count === 1 ? stem : `${stem} ${count}`;
        const key = name.toLowerCase().normalize('NFC');
        if (taken.has(key)) continue;
        taken.add(key);
        return name + extension;
      }
    },
  };
}

function safeName(wanted: string): string {
  const plain = wanted.normalize('NFC').replace(FORBIDDEN, ' ').replace(/\s+/g, ' ').trim();
  const cut = Array.from(plain).slice(0, MAX_LENGTH).join('');
  // A dot at the front hides a file, one at the end is lost.
  const name = cut.replace(/^[.\s]+|[.\s]+$/g, '');
  return RESERVED.test(name) ? `${name}_` : name;
}

/** The way from the folder of one file to another file, both as paths from the top; each part as addresses write it. */
export function relativePath(from: string, to: string): string {
  const start = from.split('/').slice(0, -1);
  const end = to.split('/');
  let same = 0;
  while (same < start.length && same < end.length - 1 && start[same] === end[same]) same += 1;
  return [...start.slice(same).map(() => '..'), ...end.slice(same).map(encodeURIComponent)].join(
    '/',
  );
}
