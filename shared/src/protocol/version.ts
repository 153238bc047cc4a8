/**
 * The wire's version. A test beside this file hashes `up.ts`, `down.ts` and `errors.ts` and fails
 * until the number is raised (or the hash is renewed for a change that no peer can notice).
 *
 * 1. Append, snapshot, follow, presence, documents, files, health.
 * 2. Snapshots begin with a packed state; a client id belongs to a person.
 */
export const PROTOCOL_VERSION = 2;

/** Clients older than this are answered 426: they would write what newer readers cannot keep. */
export const OLDEST_CLIENT_VERSION = 2;

/**
 * The version of format `blocks` that this code writes, as the wire says it (VER-3). It is the `MODEL_VERSION` of the model,
 * which the sync core does not know.
 */
export const BLOCKS_VERSION = 1;
