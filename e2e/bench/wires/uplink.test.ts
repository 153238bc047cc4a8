import { expect, test } from 'vitest';
import { createUplink } from './uplink.ts';

test('BENCH-6 PACE-5 a light client sends when it is answered, and not sooner than the server wants', async () => {
  const sent: number[] = [];
  let paceMs = 0;
  const acknowledged: number[] = [];
  const post = async (): Promise<number> => {
    sent.push(performance.now());
    return paceMs;
  };
  const { type } = createUplink(
    { client: 7 },
    post,
    (clock) => acknowledged.push(clock),
    (error) => expect.unreachable(String(error)),
  );
  const until = async (clock: number): Promise<void> => {
    while (acknowledged.at(-1) !== clock) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  type(1);
  await until(1);
  paceMs = 60;
  type(1);
  await until(2);
  type(3);
  await until(5);
  expect(sent).toHaveLength(3);
  // A timer may be early by a part of a millisecond at either end.
  expect(sent[2]! - sent[1]!).toBeGreaterThanOrEqual(50);
});
