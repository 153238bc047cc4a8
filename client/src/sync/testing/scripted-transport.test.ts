import { transportContract } from '../transport.contract.ts';
import { docId } from './ids.ts';
import { createMemoryServer } from './memory-server.ts';
import { createScriptedTransport, UNREACHABLE, type ScriptedStream } from './scripted-transport.ts';

transportContract(async () => {
  const server = createMemoryServer();
  const streams = new Set<ScriptedStream>();
  let isCut = false;
  // Nothing is answered within the call that asks.
  const transport = createScriptedTransport({
    append({ question, answer }) {
      setImmediate(() => answer(isCut ? UNREACHABLE : server.append(question)));
    },
    snapshot({ question: { doc, since }, answer }) {
      setImmediate(() => answer(isCut ? UNREACHABLE : server.snapshot(doc, since)));
    },
    follow(stream) {
      streams.add(stream);
      setImmediate(() => server.follow(stream.from, (event) => stream.event(event)));
    },
  });
  return {
    transport,
    doc: server.doc,
    absent: docId(2),
    add: async (bytes) => void server.append({ doc: server.doc, bytes }),
    rows: async () => server.rows.map(({ bytes }) => bytes),
    cut() {
      isCut = true;
      for (const stream of streams) stream.lose();
    },
    pass: () => new Promise((resolve) => setImmediate(resolve)),
  };
});
