/** Grows a message byte by byte, in the variable-length integers that Yjs and its protocols are written in. */
export interface ByteWriter {
  byte(value: number): ByteWriter;
  uint(value: number): ByteWriter;
  text(value: string): ByteWriter;
  /** Bytes after their length. */
  block(bytes: Uint8Array): ByteWriter;
  raw(bytes: Uint8Array): ByteWriter;
  end(): Uint8Array;
}

export function writeBytes(capacity = 64): ByteWriter {
  let buffer = Buffer.allocUnsafe(capacity);
  let length = 0;
  const room = (more: number): void => {
    if (length + more <= buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(buffer.length * 2, length + more));
    buffer.copy(larger, 0, 0, length);
    buffer = larger;
  };
  const writer: ByteWriter = {
    byte(value) {
      room(1);
      buffer[length++] = value;
      return writer;
    },
    uint(value) {
      room(8);
      let rest = value;
      while (rest > 127) {
        buffer[length++] = (rest % 128) | 128;
        rest = Math.floor(rest / 128);
      }
      buffer[length++] = rest;
      return writer;
    },
    text(value) {
      return writer.block(Buffer.from(value));
    },
    block(bytes) {
      return writer.uint(bytes.length).raw(bytes);
    },
    raw(bytes) {
      room(bytes.length);
      buffer.set(bytes, length);
      length += bytes.length;
      return writer;
    },
    end: () => buffer.subarray(0, length),
  };
  return writer;
}

/** Reads what `writeBytes` writes. Reading past the end throws `RangeError`. */
export interface ByteReader {
  readonly done: boolean;
  byte(): number;
  uint(): number;
  text(): string;
  block(): Uint8Array;
  skip(length: number): void;
}

export function readBytes(bytes: Uint8Array): ByteReader {
  let at = 0;
  const reader: ByteReader = {
    get done() {
      return at >= bytes.length;
    },
    byte() {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('The message ends too early.');
      return byte;
    },
    uint() {
      let value = 0;
      let factor = 1;
      for (;;) {
        const byte = reader.byte();
        value += (byte & 127) * factor;
        if (byte < 128) return value;
        factor *= 128;
      }
    },
    text: () => Buffer.from(reader.block()).toString(),
    block() {
      const length = reader.uint();
      reader.skip(length);
      return bytes.subarray(at - length, at);
    },
    skip(length) {
      at += length;
      if (at > bytes.length) throw new RangeError('The message ends too early.');
    },
  };
  return reader;
}
