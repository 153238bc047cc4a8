import {
  ServerResponse,
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
} from 'node:http';

/** A header's name and value. */
export type Said = readonly [name: string, value: string];

/**
 * An answer of HTTP/1 that takes what is said with every answer as one list, and writes it only when the head is
 * written. Node keeps each header that is set one by one for as long as the request waits for the disk, and then takes
 * all of them apart again.
 */
export class Http1Response extends ServerResponse<IncomingMessage> {
  #always: readonly Said[] = [];

  /** Headers of whatever is answered; one that the answer itself names is the answer's. */
  sayAlways(headers: readonly Said[]): void {
    this.#always = headers;
  }

  override writeHead(status: number, ...more: unknown[]): this {
    const given = more.at(-1);
    const isNamed = typeof given === 'object' && given !== null && !Array.isArray(given);
    if (this.getHeaderNames().length > 0 || (given !== undefined && !isNamed)) {
      for (const [name, value] of this.#always)
        if (!this.hasHeader(name)) this.setHeader(name, value);
      return super.writeHead(status, ...(more as [OutgoingHttpHeaders]));
    }
    return super.writeHead(status, this.#withAlways((given ?? {}) as OutgoingHttpHeaders));
  }

  #withAlways(given: OutgoingHttpHeaders): OutgoingHttpHeader[] {
    const list: OutgoingHttpHeader[] = [];
    const names: string[] = [];
    for (const name in given) {
      if (given[name] === undefined) continue;
      list.push(name, given[name]);
      names.push(name.toLowerCase());
    }
    for (const [name, value] of this.#always)
      if (!names.includes(name.toLowerCase())) list.push(name, value);
    return list;
  }
}
