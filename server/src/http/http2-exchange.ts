import type { IncomingHttpHeaders, OutgoingHttpHeader } from 'node:http';
import {
  constants,
  Http2ServerRequest,
  Http2ServerResponse,
  type IncomingHttpHeaders as Http2Headers,
  type ServerHttp2Stream,
} from 'node:http2';
import type { ReadableOptions } from 'node:stream';

/**
 * A request of HTTP/2 with what handlers rely on in one of HTTP/1: Node's own has no `Host`, and calls a
 * request without a body incomplete until somebody has read that it has none.
 */
export class Http2Request extends Http2ServerRequest {
  constructor(
    stream: ServerHttp2Stream,
    headers: Http2Headers,
    options: ReadableOptions,
    rawHeaders: readonly string[],
  ) {
    const authority = headers[':authority'];
    const isNamed = authority !== undefined && headers.host === undefined;
    super(stream, headers, options, isNamed ? [...rawHeaders, 'host', authority] : rawHeaders);
    if (isNamed) headers.host = authority;
  }
}

/** An answer of HTTP/2 with what handlers rely on in one of HTTP/1. */
export class Http2Response extends Http2ServerResponse<Http2Request> {
  /** What belongs to a connection of HTTP/1 has no place in HTTP/2. */
  override setHeader(name: string, value: number | string | readonly string[]): void {
    if (name.toLowerCase() !== 'connection') super.setHeader(name, value);
  }

  override writeHead(status: number, ...more: unknown[]): this {
    const headers = more.at(-1);
    if (typeof headers === 'object') {
      for (const [name, value] of Object.entries(headers as Record<string, OutgoingHttpHeader>))
        this.setHeader(name, value);
    }
    return super.writeHead(status);
  }

  /** Where the body is still on its way, its sender is told that nobody wants the rest. */
  override end(...given: unknown[]): this {
    const { stream, req } = this;
    stream.once('finish', () => {
      if (!req.complete) stream.close(constants.NGHTTP2_NO_ERROR);
    });
    return super.end(...(given as [string]));
  }
}

const isComplete = Object.getOwnPropertyDescriptor(Http2ServerRequest.prototype, 'complete')!.get!;
Object.defineProperty(Http2Request.prototype, 'complete', {
  get(this: Http2Request): boolean {
    return this.stream.endAfterHeaders || (isComplete.call(this) as boolean);
  },
});

// Node's types promise them; its class has neither.
Object.defineProperties(Http2Response.prototype, {
  destroyed: {
    get(this: Http2Response): boolean {
      return this.stream.destroyed;
    },
  },
  writableNeedDrain: {
    get(this: Http2Response): boolean {
      return this.stream.writableNeedDrain;
    },
  },
});

/** Whether `:authority` and `Host`, which say the same thing, disagree. */
export function namesTwoHosts(headers: IncomingHttpHeaders): boolean {
  const authority = (headers as Http2Headers)[':authority'];
  return authority !== undefined && authority.toLowerCase() !== headers.host?.toLowerCase();
}
