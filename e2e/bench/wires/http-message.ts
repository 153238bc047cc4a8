/** The head of an answer, and where it ends in the bytes it came in. */
export interface Head {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly end: number;
}

/** `undefined` while it is not complete. */
export function parseHead(bytes: Buffer): Head | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { status: Number(first.slice(9, 12)), headers, end: end + 4 };
}

/** Takes chunked transfer coding off, piece by piece. */
export function createChunkReader(
  onData: (data: Buffer) => void,
  onEnd: () => void,
): (piece: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  /** Bytes of the chunk under way, with its line break; below 0 while its size is not known. */
  let left = -1;
  return (piece) => {
    let bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    while (bytes.length > 0) {
      if (left < 0) {
        const line = bytes.indexOf('\r\n');
        if (line < 0) break;
        const size = Number.parseInt(bytes.toString('latin1', 0, line), 16);
        bytes = bytes.subarray(line + 2);
        if (size === 0) {
          onEnd();
          break;
        }
        left = size + 2;
      }
      const take = Math.min(left, bytes.length);
      const data = take - Math.max(0, take - (left - 2));
      if (data > 0) onData(bytes.subarray(0, data));
      bytes = bytes.subarray(take);
      left -= take;
      if (left === 0) left = -1;
    }
    rest = bytes;
  };
}
