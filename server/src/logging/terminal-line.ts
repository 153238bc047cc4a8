/** A line of the log as a person reads it in a terminal: when, how urgent, what, and the rest. */
export function terminalLine(json: string): string {
  const { time, level, event, ...rest } = JSON.parse(json) as Record<string, unknown>;
  const clock = /T([\d:]+)/.exec(String(time))?.[1] ?? '';
  const fields = Object.entries(rest).map(([name, value]) => `${name}=${String(value)}`);
  return `${[clock, level, event, ...fields].join(' ')}\n`;
}
