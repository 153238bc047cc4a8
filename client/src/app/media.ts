import { useEffect, useState } from 'react';

/** Where the list of pages no longer fits beside the page. The same width is in the style sheets. */
export const NARROW = '(width < 56rem)';

/** Whether a media query holds, from now on. */
export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = (): void => setMatches(media.matches);
    follow();
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, [query]);
  return matches;
}
