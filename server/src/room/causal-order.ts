import * as Y from 'yjs';
import type { StateVector } from './state-vector.ts';
import type { DecodedUpdate } from './update-decoder.ts';

type Struct = DecodedUpdate['structs'][number];

/** One client's structs, and how many of them have been taken. */
interface Queue {
  readonly structs: Struct[];
  taken: number;
  /** Somebody further up waits for this client, so it must not wait for them. */
  waitedFor: boolean;
}

/**
 * Whether the structs can be applied one after another on top of `state`, each after everything it builds
 * on. Yjs takes this for granted: structs of two clients that wait for each other stay pending for ever, and one
 * that builds on its own client's later structs makes it throw half way, on every replica that reads it.
 *
 * Walks the way Yjs does, client by client, and takes time in proportion to the number of structs.
 */
export function isCausal(structs: readonly Struct[], state: StateVector): boolean {
  const queues = new Map<number, Queue>();
  for (const struct of structs) {
    const queue = queues.get(struct.id.client);
    if (queue) queue.structs.push(struct);
    else queues.set(struct.id.client, { structs: [struct], taken: 0, waitedFor: false });
  }
  const reached: StateVector = new Map();
  const has = ({ client, clock }: Y.ID): boolean =>
    clock < (reached.get(client) ?? state.get(client) ?? 0);

  for (const first of queues.values()) {
    const path = [first];
    for (let queue = path.at(-1); queue; queue = path.at(-1)) {
      queue.waitedFor = true;
      const struct = queue.structs[queue.taken];
      const lacking = struct && needsOf(struct).find((id) => !has(id));
      if (lacking) {
        const next = queues.get(lacking.client);
        if (!next || next.waitedFor || next.taken === next.structs.length) return false;
        path.push(next);
        continue;
      }
      if (struct) {
        const { client, clock } = struct.id;
        reached.set(
          client,
          Math.max(reached.get(client) ?? state.get(client) ?? 0, clock + struct.length),
        );
        queue.taken += 1;
        if (path.length === 1) continue;
      }
      queue.waitedFor = false;
      path.pop();
    }
  }
  return true;
}

function needsOf(struct: Struct): Y.ID[] {
  if (!(struct instanceof Y.Item)) return [];
  return [struct.origin, struct.rightOrigin, struct.parent].filter((id) => id instanceof Y.ID);
}
