import { useEffect, useState } from 'react';
import type { ComponentType } from 'react';

/** How long to wait before what did not load is asked for again, milliseconds. */
const AGAIN_MS = 5_000;

/**
 * A component of a chunk of its own: `undefined` until it has come, which is asked for as soon as it is wanted. What is
 * needed for typing comes first.
 *
 * @param load always the same function
 */
export function useLate<P>(
  load: () => Promise<ComponentType<P>>,
  isWanted: boolean,
): ComponentType<P> | undefined {
  // In an object: a component is a function, which a setter would call.
  const [loaded, setLoaded] = useState<{ readonly part: ComponentType<P> }>();
  const isDue = isWanted && !loaded;
  useEffect(() => {
    if (!isDue) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const ask = (): void => {
      load().then(
        (part) => isOver || setLoaded({ part }),
        () => {
          if (!isOver) timer = setTimeout(ask, AGAIN_MS);
        },
      );
    };
    // After what the same moment has to draw.
    timer = setTimeout(ask);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [load, isDue]);
  return loaded?.part;
}
