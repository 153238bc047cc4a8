import { useEffect, useState } from 'react';

/** Of a row of the tree, in rem; a fingertip's where there are fingers. */
const REM = { fine: 1.9375, coarse: 2.75 };

/** The height of a row of the tree, in whole pixels: all rows are as high, so that none has to be measured. */
export function useRowHeight(): number {
  const [height, setHeight] = useState(measure);
  useEffect(() => {
    const media = matchMedia('(pointer: coarse)');
    const follow = (): void => setHeight(measure());
    media.addEventListener('change', follow);
    addEventListener('resize', follow);
    return () => {
      media.removeEventListener('change', follow);
      removeEventListener('resize', follow);
    };
  }, []);
  return height;
}

function measure(): number {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const isCoarse = matchMedia('(pointer: coarse)').matches;
  return Math.round(rem * (isCoarse ? REM.coarse : REM.fine));
}
