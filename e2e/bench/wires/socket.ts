import { connect, type Socket } from 'node:net';

/** A socket to a server on this machine, connected. */
export function openSocket(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      // What happens later is told by its close.
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}
