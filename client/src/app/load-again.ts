/** Loads the page in the newest version of the app; from the server, where this device keeps none. */
export function loadAgain(): void {
  import('../offline/app-version.ts').then(
    ({ takeNewest }) => takeNewest(),
    () => location.reload(),
  );
}
