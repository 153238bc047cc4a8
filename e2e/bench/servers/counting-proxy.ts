import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Passes connections on to a port of this machine, and counts what goes through. */
export interface CountingProxy {
  readonly port: number;
  readonly counts: ProxyCounts;
  close(): void;
}

export interface ProxyCounts {
  /** Pieces of payload in both directions, each a packet or more on a real line. */
  readonly packets: number;
  readonly bytes: number;
  readonly connections: number;
}

export async function startCountingProxy(target: number): Promise<CountingProxy> {
  const counts = { packets: 0, bytes: 0, connections: 0 };
  const open = new Set<Socket>();
  const server = createServer({ noDelay: true }, (near) => {
    counts.connections += 1;
    const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('data', (piece: Buffer) => {
        counts.packets += 1;
        counts.bytes += piece.length;
        to.write(piece);
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    get counts() {
      return { ...counts };
    },
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
