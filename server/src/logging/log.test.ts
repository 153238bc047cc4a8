import { describe, expect, test } from 'vitest';
import { faultFields } from './fault-fields.ts';
import { createPinoLog } from './pino-log.ts';
import { refusedLine } from './refused-line.ts';
import { terminalLine } from './terminal-line.ts';

const request = { requestId: 'r', method: 'GET', route: '/docs/:doc', ms: 1.4 };

/** Lines that were written, parsed. */
function subject(level: Parameters<typeof createPinoLog>[0] = 'info') {
  const lines: Record<string, unknown>[] = [];
  const write = (json: string): void =>
    void lines.push(JSON.parse(json) as Record<string, unknown>);
  return { log: createPinoLog(level, { write }), lines };
}

test('OPS-8 a line is one object with its time, level, event and fields', () => {
  const { log, lines } = subject();
  log('warn', 'something happened', { requestId: 'r', count: 3 });
  expect(lines).toEqual([
    {
      level: 'warn',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      event: 'something happened',
      requestId: 'r',
      count: 3,
    },
  ]);
});

test('OPS-8 less urgent lines than wanted are not written, and none at all where none is', () => {
  const { log, lines } = subject('warn');
  for (const level of ['debug', 'info', 'warn', 'error'] as const) log(level, level);
  expect(lines.map(({ event }) => event)).toEqual(['warn', 'error']);
  const silent = subject('silent');
  silent.log('error', 'x');
  expect(silent.lines).toEqual([]);
});

test('OPS-8 a refused request is urgent where it is our fault', () => {
  const { log, lines } = subject();
  refusedLine(log, { ...request, status: 503, code: 'unavailable' });
  refusedLine(log, { ...request, status: 429, code: 'too-many' });
  refusedLine(log, { ...request, status: 404, code: 'document-unknown' });
  expect(lines.map(({ level, status, ms }) => [level, status, ms])).toEqual([
    ['error', 503, 1],
    ['warn', 429, 1],
    ['info', 404, 1],
  ]);
});

describe('a fault', () => {
  const SECRET = 'dear diary';

  test('OPS-8 is told by name, code and where it was thrown, without what a message quotes', () => {
    let parser: unknown;
    try {
      JSON.parse(`${SECRET} {"a"`);
    } catch (error) {
      parser = error;
    }
    for (const error of [
      parser,
      new Error(`cannot read "${SECRET}"`),
      new Error(`it's '${SECRET}' and \`${SECRET}\``),
      new Error('outer', { cause: new Error(`row “${SECRET}” of …`) }),
      `${SECRET}`,
    ]) {
      const fields = faultFields(error);
      expect(JSON.stringify(fields)).not.toContain('diary');
      expect(fields['error']).toBeTruthy();
    }
    const disk = Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR' });
    expect(faultFields(disk)).toMatchObject({
      error: 'Error',
      errorCode: 'SQLITE_IOERR',
      message: 'disk I/O error',
      stack: expect.stringContaining('log.test.ts'),
    });
  });

  test('OPS-8 whose message is of several lines shows none of them as a place', () => {
    const fields = faultFields(new Error(`first\n    ${SECRET}\n"${SECRET}"`));
    expect(fields['stack']).not.toContain('diary');
  });
});

test('OPS-8 a person at a terminal reads words', () => {
  const json = JSON.stringify({
    level: 'warn',
    time: '2026-01-02T03:04:05.678Z',
    event: 'request refused',
    status: 429,
    route: '/docs/:doc',
  });
  expect(terminalLine(json)).toBe('03:04:05 warn request refused status=429 route=/docs/:doc\n');
});
