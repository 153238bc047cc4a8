/** y-durable-streams in front of the Durable Streams server, which keeps its streams in files. */
import { DurableStreamTestServer } from '@durable-streams/server';
import { YjsServer } from '@durable-streams/y-durable-streams/server';

const streams = new DurableStreamTestServer({ port: 0, dataDir: process.env.BENCH_DATA });
const dsServerUrl = await streams.start();
const server = new YjsServer({ port: Number(process.env.PORT), dsServerUrl });
process.stdout.write(`ready: ${await server.start()}\n`);
process.on('SIGTERM', () => {
  void Promise.all([server.stop(), streams.stop()]).then(() => process.exit());
});
