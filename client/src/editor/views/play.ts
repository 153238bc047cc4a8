import type { PlayerEvents } from './loaded-view.ts';

/** Gives a film or a sound an address, and another one for the same bytes without losing its place. */
export function createPlay(
  media: HTMLMediaElement,
  { loaded, failed }: PlayerEvents,
): (url: string, isSame: boolean) => void {
  let next: string | undefined;
  const load = (url: string): void => {
    const { currentTime, paused } = media;
    next = undefined;
    media.src = url;
    if (currentTime > 0) media.currentTime = currentTime;
    if (!paused) void media.play().catch(() => undefined);
  };
  const change = (): void => {
    if (next !== undefined) load(next);
  };
  media.addEventListener('loadedmetadata', loaded);
  media.addEventListener('pause', change);
  media.addEventListener('error', () => {
    // The bytes of this device may be gone; the server has them then.
    if (next !== undefined) change();
    else failed();
  });
  return (url, isSame) => {
    if (isSame && !media.paused) next = url;
    else load(url);
  };
}
