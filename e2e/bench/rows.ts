import type { Bench } from './bench.ts';
import type { Line, RowName } from './report/line.ts';
import { measureBytes } from './rows/bytes.ts';
import { measureColdLoad } from './rows/cold-load.ts';
import { measureDisk } from './rows/disk.ts';
import { measureHotPage } from './rows/hot-page.ts';
import { measureIdle } from './rows/idle.ts';
import { measureKill } from './rows/kill.ts';
import { measureMemory } from './rows/memory.ts';
import { measurePropagation } from './rows/propagation.ts';
import { measureSaturation } from './rows/saturation.ts';
import { measureStorm } from './rows/storm.ts';
import { measureStreams } from './rows/streams.ts';

export interface Row {
  readonly title: string;
  readonly measure: (bench: Bench) => Promise<Line[]>;
  readonly notes?: readonly string[];
}

/** Everything there is to measure, by name. */
export const ROWS: Readonly<Record<RowName, Row>> = {
  propagation: {
    title: 'From a local edit to each other client',
    measure: measurePropagation,
    notes: ['A slower disk: every sync of the server takes so much longer.'],
  },
  saturation: {
    title: 'How much a server carries',
    measure: measureSaturation,
    notes: ["Where the clients' core is full, the number is theirs rather than the server's."],
  },
  'hot-page': { title: 'One page that everybody looks at', measure: measureHotPage },
  memory: {
    title: 'Memory',
    measure: measureMemory,
    notes: [
      'Resident memory after garbage was collected; documents without the streams of those who have them open.',
    ],
  },
  disk: {
    title: 'What goes to the disk',
    measure: measureDisk,
    notes: [
      'Each sync is made 20 ms slower, so that those who type share commits; one alone is measured without.',
    ],
  },
  kill: { title: 'What a crash takes', measure: measureKill },
  'cold-load': { title: 'Opening a document with a long life', measure: measureColdLoad },
  bytes: {
    title: 'What a key costs on the line',
    measure: measureBytes,
    notes: [
      'Payload with the headers of a browser, without those of packets and without TLS, which adds 22 bytes a record to each.',
    ],
  },
  idle: {
    title: 'An hour alone',
    measure: measureIdle,
    notes: [
      "Each server's own provider with its heartbeats and a caret, over HTTP/1.1 with the headers of a browser: two and a half minutes",
      'of real traffic, times 24. Typing: bursts of five seconds with ten seconds between them.',
    ],
  },
  streams: { title: 'As many streams as one process can have', measure: measureStreams },
  storm: {
    title: 'Everybody comes back',
    measure: measureStorm,
    notes: [
      'y-websocket keeps its documents with y-leveldb here, or there would be nothing to come back to.',
    ],
  },
};
