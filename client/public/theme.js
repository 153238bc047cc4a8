/*
 * Runs before the first paint, so that a chosen theme never flashes the other one. It only reads what
 * src/app/theme.ts stores; an external file, because the page's policy allows no inline script.
 */
try {
  const theme = localStorage.getItem('weft.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the page follows the system.
}
