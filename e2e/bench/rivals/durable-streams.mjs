/** y-durable-streams in front of the Durable Streams server, which keeps its streams in files. */
import { DurableStreamTestServer } from '@durable-streams/server';
import { YjsServer } from '@durable-streams/y-durable-streams/server';

const streams = new DurableStreamTestServer({ port: 0, dataDir: process.env.BENCH_DATA });
const dsServerUrl = await streams.start();
const server = new YjsServer({ port: Number(process.env.PORT), dsServerUrl });
console.log(`ready: ${await server.start()}`);
process.on('SIGTERM', async () => {
  await server.stop();
  await streams.stop();
  process.exit();
});
