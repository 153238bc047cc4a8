import type { BenchResult } from './result.ts';

/** A result as a run makes it: a line that is won, one that is lost, one without a rival, and one that is nothing. */
export const SAMPLE_RESULT: BenchResult = {
  day: '2026-11-23',
  machine: ['A machine, 2 cores', 'Node 20'],
  servers: [
    { name: 'weft', title: 'Weft', acknowledgement: 'on disk, synced' },
    { name: 'hocuspocus', title: 'Hocuspocus', acknowledgement: 'in memory' },
    { name: 'y-websocket', title: 'y-websocket', acknowledgement: 'in memory, the echo' },
  ],
  lines: [
    {
      row: 'saturation',
      measure: 'updates/s at 100 x 5 & <more>',
      unit: '',
      better: 'more',
      values: { weft: 100_000, hocuspocus: 10_000, 'y-websocket': 20_000 },
      missing: {},
      disturbed: ['weft'],
      target: { words: "8 times Hocuspocus's", isMet: true },
      isPlotted: true,
    },
    {
      row: 'propagation',
      measure: 'p50',
      unit: 'ms',
      better: 'less',
      values: { weft: 1.234, hocuspocus: 0.5, 'y-websocket': 0.25 },
      missing: {},
      disturbed: [],
      target: { words: "twice y-websocket's at most", isMet: false },
      isPlotted: true,
    },
    {
      row: 'bytes',
      measure: 'a key over HTTP/2',
      unit: 'bytes',
      better: 'less',
      values: { weft: 61 },
      missing: { hocuspocus: 'it did not start.', 'y-websocket': 'it did not start.' },
      disturbed: [],
      target: { words: "4 times a WebSocket's at most", isMet: undefined },
      isPlotted: true,
    },
    {
      row: 'kill',
      measure: 'letters lost',
      unit: '',
      better: 'less',
      values: { weft: 0, hocuspocus: 200, 'y-websocket': 200 },
      missing: {},
      disturbed: [],
      isPlotted: true,
    },
  ],
};
