import * as Y from 'yjs';
import { MAX_VALUE_DEPTH, PROTO } from './any-value.ts';
import { isCausal } from './causal-order.ts';
import { Refusal } from './refusal.ts';
import { decodeExactly, type DecodedUpdate } from './update-decoder.ts';
import { encodeStateVector, type StateVector } from './state-vector.ts';

const MAX_CLIENT = 0xffff_ffff;
const MAX_CLOCK = 0x7fff_ffff;

export interface Admitted {
  readonly structs: DecodedUpdate['structs'];
  readonly ends: StateVector;
}

/**
 * Decides about an update from its structure alone, before anything has happened: that it decodes, that
 * it is something a sound Yjs client writes, and that everything it builds on is in `state`.
 *
 * Returns what it consists of, and the clocks that `state` has after it. Throws `Refusal`:
 * `update-undecodable`, `update-refused`, or `dependencies-missing` with the server's state vector.
 */
export function admit(bytes: Uint8Array, state: StateVector): Admitted {
  const update = decodeExactly(bytes);
  if (!update) throw new Refusal('update-undecodable');
  const ends = structEnds(update, state);
  const known = (client: number, end: number): void => {
    if (end > (ends.get(client) ?? state.get(client) ?? 0)) throw missing(state);
  };
  const knownId = (id: unknown): void => {
    if (id instanceof Y.ID) known(id.client, id.clock + 1);
  };
  for (const struct of update.structs) {
    if (!(struct instanceof Y.Item)) continue;
    checkItem(struct);
    knownId(struct.origin);
    knownId(struct.rightOrigin);
    knownId(struct.parent);
  }
  if (!isCausal(update.structs, state)) throw new Refusal('update-refused');
  for (const [client, ranges] of update.ds.clients) {
    for (const { clock, len } of ranges) {
      if (len < 1 || client > MAX_CLIENT) throw new Refusal('update-refused');
      // Deleting what was never written would silently delete what somebody types next.
      known(client, clock + len);
    }
  }
  return { structs: update.structs, ends };
}

/** Clocks after the update's own structs, which must continue what is known without a gap. */
function structEnds(update: DecodedUpdate, state: StateVector): StateVector {
  const ends: StateVector = new Map();
  for (const struct of update.structs) {
    const { client, clock } = struct.id;
    // A struct of length 0 is accepted by Yjs and makes the document unreadable for ever.
    if (struct.length < 1 || client > MAX_CLIENT || clock + struct.length > MAX_CLOCK) {
      throw new Refusal('update-refused');
    }
    const end = ends.get(client) ?? state.get(client) ?? 0;
    if (struct instanceof Y.Skip || clock > end) throw missing(state);
    // Known in part: Yjs would cut it, and throws at every reader whose known part was collected as garbage.
    // The full diff that is asked for begins exactly where the server's knowledge ends.
    if (clock < end && clock + struct.length > end) throw missing(state);
    ends.set(client, Math.max(end, clock + struct.length));
  }
  return ends;
}

function checkItem(item: Y.Item): void {
  const { content, origin, rightOrigin } = item;
  // Every subdocument is a document of its own and would need an authorisation of its own.
  if (content instanceof Y.ContentDoc) throw new Refusal('update-refused');
  if (origin && rightOrigin && Y.compareIDs(origin, rightOrigin))
    throw new Refusal('update-refused');
  if (item.parentSub === PROTO) throw new Refusal('update-refused');
  // Content of kind any was checked while it was read.
  if (content instanceof Y.ContentJSON) {
    for (const value of content.arr) checkValue(value, 1);
  } else if (content instanceof Y.ContentEmbed) checkValue(content.embed, 1);
  else if (content instanceof Y.ContentFormat) {
    if (content.key === PROTO) throw new Refusal('update-refused');
    checkValue(content.value, 1);
  }
}

/** Checks a value that was read as JSON. */
function checkValue(value: unknown, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth > MAX_VALUE_DEPTH || Object.hasOwn(value, PROTO)) throw new Refusal('update-refused');
  for (const inner of Object.values(value)) checkValue(inner, depth + 1);
}

function missing(state: StateVector): Refusal {
  return new Refusal('dependencies-missing', { stateVector: encodeStateVector(state) });
}
