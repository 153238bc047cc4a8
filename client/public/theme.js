/*
 * Runs before the first paint, so that what a person has chosen never flashes something else. It only reads what
 * src/app/theme.ts and src/app/page-look.ts store; an external file, because the page's policy allows no inline script.
 */
try {
  const choices = {
    theme: ['light', 'dark'],
    width: ['wide', 'full'],
    font: ['serif', 'mono'],
    size: ['small'],
  };
  for (const [name, values] of Object.entries(choices)) {
    const value = localStorage.getItem(`weft.${name}`);
    if (values.includes(value)) document.documentElement.dataset[name] = value;
  }
} catch {
  // Storage is switched off: the page follows the system.
}
