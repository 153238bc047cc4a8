/** Keys that move in a list which stands in rows and columns. */
const ACROSS: { readonly [key: string]: number } = { ArrowLeft: -1, ArrowRight: 1 };
const DOWN: { readonly [key: string]: number } = { ArrowUp: -1, ArrowDown: 1 };

/** No row is longer; of long lists only what is near has to be laid out. */
const REACH = 64;

/**
 * Which option of a list an arrow key leads to from the option `from`, as they stand on the screen: up and down to the
 * nearest of the next row, round at the ends. `undefined` for other keys.
 *
 * @param isForwards - whether lines go from left to right
 */
export function gridStep(
  options: readonly Element[],
  from: number,
  key: string,
  isForwards: boolean,
): number | undefined {
  const across = ACROSS[key];
  if (across !== undefined) {
    const by = isForwards ? across : -across;
    return options.length === 0 ? from : (from + by + options.length) % options.length;
  }
  const down = DOWN[key];
  const current = options[from]?.getBoundingClientRect();
  if (down === undefined) return undefined;
  if (!current) return 0;
  const placesIn = (start: number, end: number) =>
    options
      .slice(Math.max(start, 0), Math.max(end, 0))
      .map((option, i) => ({ index: Math.max(start, 0) + i, box: option.getBoundingClientRect() }));
  const middle = (box: DOMRect): number => box.x + box.width / 2;
  const beyond =
    down > 0
      ? placesIn(from, from + REACH).filter(({ box }) => box.top >= current.bottom - 1)
      : placesIn(from - REACH, from).filter(({ box }) => box.bottom <= current.top + 1);
  const end = options.length;
  const rest =
    beyond.length > 0 ? beyond : down > 0 ? placesIn(0, REACH) : placesIn(end - REACH, end);
  const tops = rest.map(({ box }) => box.top);
  const top = down > 0 ? Math.min(...tops) : Math.max(...tops);
  const row = rest.filter(({ box }) => Math.abs(box.top - top) < 1);
  const distance = (box: DOMRect): number => Math.abs(middle(box) - middle(current));
  return row.toSorted((a, b) => distance(a.box) - distance(b.box))[0]?.index;
}
