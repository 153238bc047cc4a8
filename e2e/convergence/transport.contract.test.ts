import { transportContract } from '@weft/client/sync/transport.contract';
import { mintSessionId } from '@weft/shared/protocol/ids';
import { manualClock } from '@weft/shared/testing/clock';
import { NO_FAULTS } from '@weft/shared/testing/network';
import { seededRandom } from '@weft/shared/testing/random';
import { seededDoc, settled } from './simulated-browser.ts';
import { createSimulatedServer, networkOf } from './simulated-server.ts';

/** What the convergence tests put between provider and server has to be a transport like any other. */
transportContract(async () => {
  const random = seededRandom(1);
  const clock = manualClock(1_800_000_000_000);
  const server = createSimulatedServer(clock);
  const [doc, absent] = [seededDoc(random), seededDoc(random)];
  await server.create(doc);
  const network = networkOf(clock, random);
  const somebody = server.transport(networkOf(clock, random));

  async function pass(): Promise<void> {
    await settled();
    clock.advance(50);
    await settled();
  }
  return {
    transport: server.transport(network),
    doc,
    absent,
    async add(bytes) {
      const session = mintSessionId((length) => random.bytes(length));
      let isThere = false;
      const { signal } = new AbortController();
      void somebody.append({ doc, session, n: 1, bytes }, signal).then(() => (isThere = true));
      while (!isThere) await pass();
    },
    rows: async () => {
      const rows = await server.log.read(doc, 0, Number.MAX_SAFE_INTEGER);
      return rows.map(({ bytes }) => bytes);
    },
    cut() {
      network.setFaults({ ...NO_FAULTS, loss: 1, cut: 1 });
      server.restart();
    },
    pass,
  };
});
