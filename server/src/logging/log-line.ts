/** What a line is about, most urgent last. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/**
 * Port: one line for whoever runs the server. Nobody puts into it what people wrote, how pages are called, a token,
 * a cookie or an address with a query.
 */
export type LogLine = (
  level: LogLevel,
  event: string,
  fields?: Readonly<Record<string, string | number | undefined>>,
) => void;
