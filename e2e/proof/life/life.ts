import { seededRandom } from '@weft/shared/testing/random';
import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import type { ModelName, Operation, ProofModel, ProofPeer } from '../models/model.ts';
import { modelNamed } from '../models/models.ts';
import { wordyPage } from '../speed/documents.ts';
import { nextArrangement } from './structure-trace.ts';
import { PAPER, writingTrace } from './writing-trace.ts';

/** One document's life; plain data, to be sent to a thread. */
export interface LifeTask {
  readonly kind: 'life';
  /** Writing key by key, or arranging blocks. */
  readonly trace: 'writing' | 'structure';
  readonly model: ModelName;
  /** Of 1; how much of the whole trace is lived. */
  readonly share: number;
}

/** What it left behind. */
export interface Lived {
  /** The document as it is stored. */
  readonly bytes: Uint8Array;
  /** How many edits it was, fewer than wanted if they took too long. */
  readonly edits: number;
}

const ARRANGEMENTS = 100_000;
const SEED = 1;
/** After so many edits the page is closed and opened again, by somebody with another Yjs client id. */
const SESSION = 1000;
/** A life that takes longer ends early; milliseconds. */
export const LIFE_PATIENCE = 60 * 60_000;
const BLOCKS = 300;

/** Lives it. */
export function runLifeTask({ trace, model: name, share }: LifeTask): Lived {
  const model = modelNamed(name);
  const edits = editsOf(trace, share);
  if (trace === 'writing') {
    const keys = writingTrace(SEED, amountOf(share));
    return live(model, model.page([{ kind: 'text', text: '' }]), edits, () => {
      const { value, done } = keys.next();
      return done ? [] : [value];
    });
  }
  const random = seededRandom(SEED);
  return live(model, model.page(wordyPage(BLOCKS)), edits, (peer) =>
    nextArrangement(random, peer.blocks()),
  );
}

/** How many edits a life has. */
export function editsOf(trace: LifeTask['trace'], share: number): number {
  const { insertions, deletions } = amountOf(share);
  return trace === 'writing' ? insertions + deletions : Math.round(ARRANGEMENTS * share);
}

function amountOf(share: number): typeof PAPER {
  return {
    insertions: Math.round(PAPER.insertions * share),
    deletions: Math.round(PAPER.deletions * share),
  };
}

function live(
  model: ProofModel,
  begin: Uint8Array,
  edits: number,
  next: (peer: ProofPeer) => readonly Operation[],
): Lived {
  const start = performance.now();
  let bytes = begin;
  let done = 0;
  while (done < edits && performance.now() - start < LIFE_PATIENCE) {
    const peer = model.open(1000 + done / SESSION, bytes);
    const end = Math.min(done + SESSION, edits);
    for (; done < end; done++) for (const operation of next(peer)) peer.apply(operation);
    bytes = stored(peer.doc);
    peer.close();
  }
  return { bytes, edits: done };
}

/** As a server stores it: what an undo could bring back is dropped when it is loaded. */
function stored(doc: Doc): Uint8Array {
  const fresh = new Doc();
  applyUpdate(fresh, encodeStateAsUpdate(doc));
  return encodeStateAsUpdate(fresh);
}
