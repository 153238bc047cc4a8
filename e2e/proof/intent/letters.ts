/** Ideographs: 20,992 and more letters of one code unit each, far from the surrogates. */
const FIRST = 0x4e00;
const LAST = 0xd7ff;

/** Hands out letters no two of which are the same, so that a lost or a doubled one can be seen. */
export function uniqueLetters(): (count: number) => string {
  let code = FIRST;
  return (count) => {
    if (code + count - 1 > LAST) throw new Error('There are no more letters to tell apart.');
    let letters = '';
    for (let i = 0; i < count; i++) letters += String.fromCharCode(code++);
    return letters;
  };
}

/** How often each of these letters stands in a text. */
export function countLetters(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const letter of text) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  return counts;
}
