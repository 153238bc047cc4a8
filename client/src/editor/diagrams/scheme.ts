import type { Scheme } from './diagram-messages.ts';

/** Whether what stands at `element` is painted light or dark: its `color-scheme`, and what the system says where that leaves it open. */
export function schemeOf(element: Element): Scheme {
  const schemes = getComputedStyle(element).colorScheme.split(' ');
  const [light, dark] = [schemes.includes('light'), schemes.includes('dark')];
  if (light !== dark) return dark ? 'dark' : 'light';
  return dark && matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Calls `changed` when that may have become another: the system's or the page's. Returns how to stop. */
export function followScheme(changed: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', changed);
  const page = new MutationObserver(changed);
  page.observe(document.documentElement, { attributes: true });
  return () => {
    system.removeEventListener('change', changed);
    page.disconnect();
  };
}
