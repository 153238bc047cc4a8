/** Milliseconds between looks at who our parent is. */
const LOOK_MS = 250;

/**
 * Ends this process, as SIGTERM would, when the npm that started it is gone. npm passes a signal on
 * to the shell between it and us, which dies of it without a word, and a server would live on.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_MS);
  timer.unref();
}
