/** What Chromium, Firefox and Safari say of a script that `import()` did not get. */
const SAID = /dynamically imported module|importing a module script failed/i;

/** Whether an error says that a part of the program could not be loaded: about what was to be drawn it says nothing. */
export function isUnloaded(error: unknown): boolean {
  return error instanceof TypeError && SAID.test(error.message);
}
