import { liveOf, openConnection } from './scripted-connection.ts';
import type { AskedRequest } from './scripted-network.ts';

export type Opened = ReturnType<typeof openConnection>;

/** How each request asked, in order. */
export const kinds = ({ network }: Opened): string[] => network.asked.map(({ kind }) => kind);
/** The newest request that is not over. */
export const waiting = ({ network }: Opened): AskedRequest => network.open.at(-1)!;

/** A connection whose streams are held back, and which has come to poll. */
export async function heldBack(options: Parameters<typeof openConnection>[0] = {}) {
  const opened = openConnection(options);
  const follower = opened.follow(1);
  await opened.pass(3_010);
  await waiting(opened).answer([liveOf(1, 0)], 'digest');
  return { ...opened, follower };
}

/** The same where polls may not be held either. */
export async function unheld(options: Parameters<typeof openConnection>[0] = {}) {
  const opened = await heldBack(options);
  for (let i = 0; i < 3; i++) {
    await waiting(opened).page(504);
    await waiting(opened).answer([liveOf(1, 0)]);
  }
  return opened;
}
