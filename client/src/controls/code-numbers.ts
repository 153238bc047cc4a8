/** The numbers of lines beside code: one text of its own, which is as high as the code and none of its letters. */
export interface CodeNumbers {
  readonly element: HTMLElement;
  /** Called with every change of the code, and of how it is shown. */
  show(text: string, isShown: boolean, isWrapped: boolean): void;
  end(): void;
}

/** @param header - what stands above the code in its block; the numbers are put into it */
export function createCodeNumbers(header: HTMLElement): CodeNumbers {
  const element = document.createElement('div');
  element.className = 'code-numbers';
  element.ariaHidden = 'true';
  let count = 0;
  let isOn = false;
  let isWrapped = false;
  let frame = 0;

  const draw = (): void => {
    frame = 0;
    const block = header.parentElement;
    if (!block || !isOn) return;
    block.style.setProperty('--digits', String(String(count).length));
    const rows = isWrapped ? rowsIn(block, header) : [];
    let numbers = '';
    for (let line = 1; line <= count; line += 1)
      numbers += `${line}${'\n'.repeat(rows[line - 1] ?? 1)}`;
    if (element.textContent !== numbers) element.textContent = numbers;
  };
  const drawSoon = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  // Where lines are wrapped changes with the width, which is that of what stands above them as well.
  const sizes = new ResizeObserver(() => {
    if (isWrapped) drawSoon();
  });
  sizes.observe(header);
  return {
    element,
    show(text, shown, wrapped) {
      const lines = text.split('\n').length;
      const isSame = isOn === shown && isWrapped === wrapped && count === lines && !wrapped;
      [count, isOn, isWrapped] = [lines, shown, wrapped];
      if (shown && !isSame) drawSoon();
    },
    end() {
      cancelAnimationFrame(frame);
      sizes.disconnect();
    },
  };
}

/** How many rows on the screen each line of wrapped code takes, but for the last. */
function rowsIn(block: HTMLElement, header: HTMLElement): number[] {
  const tops: number[] = [];
  let isStart = true;
  for (let node = header.nextElementSibling; node; node = node.nextElementSibling) {
    if (isStart) tops.push((node.getClientRects()[0] ?? node.getBoundingClientRect()).top);
    isStart = node.localName === 'br';
  }
  const height = Number.parseFloat(getComputedStyle(block).lineHeight);
  return tops.slice(1).map((top, i) => Math.max(1, Math.round((top - (tops[i] ?? top)) / height)));
}
