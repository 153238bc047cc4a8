/** Reads server-sent events of one line of data each, in pieces that may be cut anywhere. */
export function createSseReader(
  onEvent: (name: string, data: string) => void,
): (piece: Buffer) => void {
  let rest = '';
  return (piece) => {
    // What matters is base64 and JSON of ASCII.
    const text = rest + piece.toString('latin1');
    let from = 0;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n', from)) {
      const event = text.slice(from, end);
      from = end + 2;
      const name = valueOf(event, 'event:');
      if (name !== undefined) onEvent(name, valueOf(event, 'data:') ?? '');
    }
    rest = text.slice(from);
  };
}

function valueOf(event: string, field: string): string | undefined {
  const at = event.startsWith(field) ? 0 : event.indexOf(`\n${field}`) + 1;
  if (at === 0 && !event.startsWith(field)) return undefined;
  const end = event.indexOf('\n', at);
  return event.slice(at + field.length, end < 0 ? undefined : end).trim();
}
