import type { SearchWanted } from '@weft/shared/protocol/routes';
import type { PageFinder } from '../pages/page-finder.ts';
import type { Pages } from '../pages/pages.ts';
import { findOnDevice } from './device-finder.ts';
import { copies } from './open-document.ts';

/** What this browser has of it. */
export async function findHere(
  pages: Pages,
  wanted: SearchWanted,
  signal: AbortSignal,
): ReturnType<PageFinder['find']> {
  const results = copies ? await findOnDevice(pages, copies, wanted, signal) : [];
  return { ok: true, results, isOnDevice: true };
}
