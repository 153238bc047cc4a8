import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as Y from 'yjs';
import type { DocId } from '@weft/shared/protocol/ids';
import { checkFolded } from '../compaction/folding.ts';
import { gatherStateSync } from '../log/state-parts.ts';
import { firstTag, nextTag } from '../log/tag.ts';
import { DATABASES, hashOf, integrityFaults } from './copy.ts';
import type { Progress } from './maintenance-error.ts';
import { repairState } from './repair.ts';
import { openStoredDocuments, type StoredDocuments } from './stored-documents.ts';

/** One thing that is wrong, in a sentence, and whether it is right again. */
export interface Finding {
  readonly sentence: string;
  readonly repaired: boolean;
}

/** What a data folder was found to hold. */
export interface Verified {
  readonly documents: number;
  readonly rows: number;
  readonly files: number;
  readonly findings: readonly Finding[];
}

/**
 * Checks a data folder, whose lock the caller holds: databases, the checksum of every row, whether rows can be
 * replayed, whether states are what rows come to, and files. A state that is wrong is made anew from its rows.
 *
 * @param repair whether to; without it nothing is written
 */
export async function verify(
  folder: string,
  { repair, now, onProgress }: { repair: boolean; now: number; onProgress: Progress },
): Promise<Verified> {
  const findings: Finding[] = [];
  const found = (sentence: string, repaired = false): void =>
    void findings.push({ sentence, repaired });
  for (const name of DATABASES) {
    const file = join(folder, `${name}.db`);
    if (!existsSync(file)) continue;
    for (const fault of integrityFaults(file)) found(`${name}.db: ${fault}`);
  }
  if (findings.length > 0) return { documents: 0, rows: 0, files: 0, findings };

  const stored = openStoredDocuments(folder);
  const blobs = blobsIn(join(folder, 'files'));
  const ids = stored.ids();
  let rows = 0;
  let done = 0;
  const step = (): void => onProgress((done += 1), ids.length + blobs.length);
  try {
    for (const doc of ids) {
      rows += checkRows(stored, doc, found);
      checkState(stored, doc, { repair, now }, found);
      step();
    }
  } finally {
    stored.close();
  }
  for (const { path, hash } of blobs) {
    if ((await hashOf(path)) !== hash)
      found(`The file ${path} is not what it was when it was added.`);
    step();
  }
  return { documents: ids.length, rows, files: blobs.length, findings };
}

type Found = (sentence: string, repaired?: boolean) => void;

/** Returns how many rows there are. */
function checkRows(stored: StoredDocuments, doc: DocId, found: Found): number {
  let tag = firstTag(doc, stored.originOf(doc));
  let offset = 0;
  try {
    for (const row of stored.rows(doc)) {
      tag = nextTag(tag, row);
      offset += 1;
      if (row.offset !== offset) {
        found(`Document ${doc} lacks row ${offset}.`);
        return offset;
      }
      if (row.tag !== tag) {
        found(`Document ${doc}: row ${offset} or one before it is not what was written.`);
        return offset;
      }
    }
  } catch (error) {
    found(`Document ${doc} cannot be read after row ${offset} (${String(error)}).`);
  }
  return offset;
}

function checkState(
  stored: StoredDocuments,
  doc: DocId,
  { repair, now }: { repair: boolean; now: number },
  found: Found,
): void {
  const folded = stored.history.document(doc);
  const bad = stored.quarantined(doc);
  function* upTo(offset: number): Generator<Uint8Array> {
    for (const row of stored.rows(doc)) {
      if (row.offset > offset) return;
      if (!bad.has(row.offset)) yield row.bytes;
    }
  }
  if (folded) {
    try {
      checkFolded(readState(stored, doc), upTo(folded.offset));
    } catch (error) {
      const sentence = `The state of document ${doc} is not what its rows come to (${String(error)}).`;
      found(sentence, repair && repairState(stored, doc, now));
    }
  }
  try {
    const built = new Y.Doc();
    for (const bytes of upTo(Number.MAX_SAFE_INTEGER)) Y.applyUpdate(built, bytes);
    if (built.store.pendingStructs ?? built.store.pendingDs)
      found(`Document ${doc} has letters that wait for others which are not there.`);
    built.destroy();
  } catch (error) {
    found(`Document ${doc} cannot be replayed (${String(error)}).`);
  }
}

function readState({ journal }: StoredDocuments, doc: DocId): Uint8Array {
  const state = journal.state(doc);
  if (!state) throw new Error('there is none');
  return gunzipSync(gatherStateSync((part) => journal.statePart(doc, state.offset, part)));
}

function blobsIn(folder: string): { path: string; hash: string }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => ({
      path: join(parentPath, name),
      hash: parentPath.slice(-2) + name,
    }));
}
