import { BROWSER_HEADERS } from '../wires/browser-headers.ts';
import { createDurableWire } from '../wires/durable-wire.ts';
import { openHttp2Client } from '../wires/http2-client.ts';
import { createHocuspocusWire, createYWebSocketWire } from '../wires/socket-wires.ts';
import { createWeftWire } from '../wires/weft-wire.ts';
import type { Wire } from '../wires/wire.ts';
import { count, live, load } from './cold-load.ts';
import { livedState } from './life.ts';
import { createPeople, inTurns, type People } from './people.ts';
import { pressKeys, pump } from './paces.ts';
import { createStorm } from './storm.ts';
import type { Place, Results, Task } from './task.ts';
import { typeTogether } from './typing.ts';

/** Edits of one person that make about so many bytes of state each. */
const BYTES_PER_EDIT = 1.78;
const FILLING = 4;

/** The clients of one server. Not for two tasks at a time. */
export function createTaskRunner(place: Place): (task: Task) => Promise<Results[Task['kind']]> {
  const wire = wireOf(place);
  let people: People | undefined;
  let crowd: People | undefined;
  let perDoc = 0;
  const storm = createStorm(() => people);

  async function open(docs: readonly string[], count: number): Promise<People> {
    await inTurns(docs, FILLING, (doc) => wire.prepare(doc));
    const opened = createPeople(wire, docs, count, storm.lost);
    await opened.joinAll();
    return opened;
  }

  async function fill(bytes: number): Promise<Results['fill']> {
    const state = livedState(Math.round(bytes / BYTES_PER_EDIT));
    const first = people!.all.filter(({ index }) => index % perDoc === 0);
    await inTurns(first, FILLING, async ({ connection }) => connection!.push(state));
    return { bytes: state.length };
  }

  async function append(task: Extract<Task, { kind: 'append' }>): Promise<Results['append']> {
    let acknowledged = 0;
    let onAck = (): void => undefined;
    let onFault: ((error: unknown) => void) | undefined;
    const connection = await wire.join({
      doc: task.doc,
      client: task.client,
      onUpdate: () => undefined,
      onAck: () => onAck(),
      onFault: (error) => onFault?.(error),
    });
    for (; acknowledged < task.count; acknowledged++) {
      await new Promise<void>((resolve, reject) => {
        onAck = resolve;
        onFault = reject;
        connection.type(1);
      });
    }
    return { acknowledged, traffic: connection.traffic };
  }

  return async (task) => {
    switch (task.kind) {
      case 'open':
        perDoc = task.perDoc;
        people = await open(task.docs, task.perDoc);
        return { people: people.all.length };
      case 'crowd': {
        const { docs, people: wanted } = task;
        await inTurns(docs, FILLING, (doc) => wire.prepare(doc));
        crowd = createPeople(wire, docs, Math.ceil(wanted / docs.length));
        let joined = 0;
        let isFull = false;
        await inTurns(crowd.all, 25, async (person) => {
          if (isFull) return;
          await crowd!.join(person).then(
            () => (joined += 1),
            () => (isFull = true),
          );
        });
        return { people: joined };
      }
      case 'type':
        return typeTogether(people!, perDoc, task.typing);
      case 'fill':
        return fill(task.bytes);
      case 'close':
        people?.close();
        crowd?.close();
        return null;
      case 'pump':
        return pump(people!, task.seconds);
      case 'keys':
        return pressKeys(people!, task.count, task.everyMs);
      case 'append':
        return append(task);
      case 'count':
        return { letters: await count(wire, task.doc) };
      case 'live':
        return live(wire, task);
      case 'load':
        return load(wire, task.doc, task.times);
      case 'storm':
        return task.isJittered ? storm.jittered() : storm.all();
    }
  };
}

function wireOf({ wire, port, isShared, asBrowser }: Place): Wire {
  const headers = asBrowser ? BROWSER_HEADERS : '';
  switch (wire) {
    case 'weft':
      return createWeftWire({
        port,
        headers,
        ...(isShared ? { openShared: () => openHttp2Client(port) } : {}),
      });
    case 'hocuspocus':
      return createHocuspocusWire(port);
    case 'y-websocket':
      return createYWebSocketWire(port);
    case 'durable-streams':
      return createDurableWire(port, headers);
  }
}
