import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { mintSessionId, type DocId, type SessionId } from '@weft/shared/protocol/ids';
import { N_HEADER, SESSION_HEADER, UPDATE_TYPE, updatesPath } from '@weft/shared/protocol/routes';
import * as Y from 'yjs';

/** A client that types one unique word after the other and remembers which ones were acknowledged. */
export interface Writer {
  readonly doc: DocId;
  readonly session: SessionId;
  /** Words answered with 200. */
  readonly acknowledged: readonly string[];
  /** The server's words when it no longer knew what it had acknowledged; the writer stops then. */
  readonly refusal: string | undefined;
  /** Types until told to stop; an update without an answer is sent again as it is, for as long as it takes. */
  run(url: () => string): Promise<void>;
  stop(): void;
}

const RETRY_MS = 10;

export function createWriter(doc: DocId, name: string): Writer {
  const session = mintSessionId((length) => randomBytes(length));
  const own = new Y.Doc();
  const text = own.getText('t');
  const acknowledged: string[] = [];
  let n = 0;
  let stopped = false;
  let refusal: string | undefined;

  function nextUpdate(word: string): Uint8Array {
    let update: Uint8Array | undefined;
    own.once('update', (bytes: Uint8Array) => (update = bytes));
    text.insert(text.length, word);
    return update!;
  }

  async function send(url: string, bytes: Uint8Array): Promise<boolean> {
    const headers = {
      'Content-Type': UPDATE_TYPE,
      [SESSION_HEADER]: session,
      [N_HEADER]: String(n),
    };
    const init = { method: 'POST', headers, body: bytes as Uint8Array<ArrayBuffer> };
    const response = await fetch(url + updatesPath(doc), init).catch(() => undefined);
    if (!response) return false;
    const body = await response.text().catch(() => '');
    if (response.ok) return true;
    if (response.status < 500) {
      refusal = body;
      stopped = true;
    }
    return false;
  }

  return {
    doc,
    session,
    acknowledged,
    get refusal() {
      return refusal;
    },
    async run(url) {
      stopped = false;
      while (!stopped) {
        n += 1;
        const word = `${name}.${n};`;
        const bytes = nextUpdate(word);
        let sent = false;
        while (!sent && refusal === undefined) {
          sent = await send(url(), bytes);
          if (!sent) await sleep(RETRY_MS);
        }
        if (sent) acknowledged.push(word);
      }
    },
    stop() {
      stopped = true;
    },
  };
}
