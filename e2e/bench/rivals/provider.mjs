/** One person at a rival's own provider, alone in a document: `provider.mjs <kind> <url> <document> typing|idle`. */
import { HocuspocusProvider } from '@hocuspocus/provider';
import { YjsProvider } from '@durable-streams/y-durable-streams';
import { WebSocket } from 'ws';
import { Awareness } from 'y-protocols/awareness';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

const [, , kind, url, name, what] = process.argv;
const doc = new Y.Doc();
const socketUrl = url.replace('http', 'ws');
globalThis.WebSocket ??= WebSocket;

function connect() {
  switch (kind) {
    case 'hocuspocus':
      return new HocuspocusProvider({ url: socketUrl, name, document: doc }).awareness;
    case 'y-websocket': {
      const options = { WebSocketPolyfill: WebSocket, disableBc: true };
      return new WebsocketProvider(socketUrl, name, doc, options).awareness;
    }
    case 'y-durable-streams': {
      const awareness = new Awareness(doc);
      void new YjsProvider({ doc, baseUrl: `${url}/v1/yjs/bench`, docId: name, awareness });
      return awareness;
    }
  }
}

const awareness = connect();
awareness.setLocalStateField('user', { name: 'Ann' });
// The same bursts as providers/person.ts.
const text = doc.getText('t');
let key = 0;
function next() {
  text.insert(text.length, 'x');
  awareness.setLocalStateField('caret', text.length);
  key += 1;
  setTimeout(next, key % 25 === 0 ? 10_000 : 200);
}
if (what === 'typing') next();
