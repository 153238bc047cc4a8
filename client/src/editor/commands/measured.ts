/** Pixels of a picture or a film, as it is shown. */
export interface Measured {
  readonly width: number;
  readonly height: number;
}

/**
 * Loads as much of a picture or a film as says its size; `undefined` if it cannot be shown, or takes longer than
 * `patienceMs`.
 */
export function measured(
  type: 'image' | 'video',
  url: string,
  patienceMs: number,
): Promise<Measured | undefined> {
  return new Promise((resolve) => {
    const stop = new AbortController();
    const { signal } = stop;
    const done = (width: number, height: number): void => {
      clearTimeout(timer);
      stop.abort();
      resolve(width > 0 && height > 0 ? { width, height } : undefined);
    };
    const timer = setTimeout(() => done(0, 0), patienceMs);
    if (type === 'image') {
      const image = new Image();
      image.referrerPolicy = 'no-referrer';
      image.addEventListener('load', () => done(image.naturalWidth, image.naturalHeight), {
        signal,
      });
      image.addEventListener('error', () => done(0, 0), { signal });
      image.src = url;
      return;
    }
    const video = document.createElement('video');
    video.preload = 'metadata';
    video.muted = true;
    const measure = (): void => done(video.videoWidth, video.videoHeight);
    video.addEventListener('loadedmetadata', measure, { signal });
    video.addEventListener('error', () => done(0, 0), { signal });
    signal.addEventListener('abort', () => {
      video.removeAttribute('src');
      video.load();
    });
    video.src = url;
  });
}
