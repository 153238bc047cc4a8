import { MAX_UPLOADS } from '@weft/shared/protocol/limits';
import { Refusal } from '../room/refusal.ts';

/** Uploads under way: each holds memory, a file and a connection, so there are only so many. */
export interface UploadBerths {
  /** Throws `Refusal` when all are taken, or none are given any more; the returned function gives it back. */
  take(): () => void;
  /** Takes nobody new. */
  close(): void;
}

export function createUploadBerths(): UploadBerths {
  let taken = 0;
  let closing = false;
  return {
    take() {
      if (closing) throw new Refusal('unavailable');
      if (taken >= MAX_UPLOADS) throw new Refusal('too-many');
      taken += 1;
      return () => void (taken -= 1);
    },
    close() {
      closing = true;
    },
  };
}
