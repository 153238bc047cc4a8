import type { SpaceId } from '@weft/shared/protocol/ids';
import type { Cursor } from '@weft/shared/protocol/cursor';
import { docIdOf } from '../../testing/numbered-ids.ts';
import type { UsedFolder } from './filled-folder.ts';

/** Puts document 1 into the first space as a page, and answers where that is now. */
export async function placePage({
  store,
}: UsedFolder): Promise<{ space: SpaceId; cursor: Cursor }> {
  const [first] = await store.pages.spaces();
  const place = { space: first!.id, parent: null, position: 'a1!abcdefa0' };
  const look = { format: 'raw', icon: '🌱', cover: '' } as const;
  const command = { kind: 'put', page: docIdOf(1), ...place, ...look } as const;
  const outcome = await store.pages.act({ command }, 1);
  if (!outcome.ok) throw new Error(`refused: ${outcome.code}`);
  return { space: first!.id, cursor: outcome.cursor };
}
