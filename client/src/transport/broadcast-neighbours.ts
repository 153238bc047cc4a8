import type { Neighbours } from '../sync/ports.ts';

/**
 * Tabs of one browser that talk over a `BroadcastChannel` for each document.
 *
 * @param server names the server among others of the page's origin
 */
export function createBroadcastNeighbours(server: string): Neighbours {
  return {
    join(doc, hear) {
      const channel = new BroadcastChannel(`weft:${server}:${doc}`);
      channel.addEventListener('message', ({ data }) => {
        if (data instanceof Uint8Array) hear(data);
      });
      let isOver = false;
      return {
        tell(bytes) {
          // A closed channel throws.
          if (!isOver) channel.postMessage(bytes);
        },
        leave() {
          isOver = true;
          channel.close();
        },
      };
    },
  };
}
