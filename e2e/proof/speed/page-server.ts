import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export interface PageServer {
  readonly url: string;
  /** Documents to be fetched from `document`, by name. */
  readonly documents: Map<string, Uint8Array>;
  close(): void;
}

/** Serves a folder, and documents beside it, to this machine only. */
export async function servePage(folder: URL): Promise<PageServer> {
  const documents = new Map<string, Uint8Array>();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const document = documents.get(pathname.slice(1));
    if (document) {
      response.end(document);
      return;
    }
    const file = pathname.slice(1);
    readFile(new URL(file, folder)).then(
      (bytes) => {
        response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream');
        response.end(bytes);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    documents,
    close: () => void server.close(),
  };
}
