import { pino, stdTimeFunctions, type DestinationStream } from 'pino';
import type { LogLevel, LogLine } from './log-line.ts';

/** Lines as JSON, one a line, of `level` and what is more urgent; `silent` for none. */
export function createPinoLog(level: LogLevel | 'silent', destination: DestinationStream): LogLine {
  const lines = pino(
    {
      level,
      // A supervisor knows which process of which machine it reads.
      base: null,
      messageKey: 'event',
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return (urgency, event, fields = {}) => lines[urgency](fields, event);
}
