import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { PRESENCE_LEASE_MS } from '@weft/shared/protocol/limits';
import { first, follow } from './event-collector.ts';
import { hasLeft, present, toldOf, whoIsHere } from './people.ts';
import { createDocument, newSession } from './server-under-test.ts';

/** Rules about time, which can only be waited for: all at once, or the suite would take a minute longer. */
describe.concurrent('with time', () => {
  test('DOWN-7 a silent stream beats at least as often as hello said', async () => {
    const stream = await follow([await createDocument()]);
    const { heartbeatMs } = await stream.until(first('hello'));
    const tooLate = new Promise((_, reject) => {
      setTimeout(() => reject(new Error('no beat')), heartbeatMs + 5_000).unref();
    });
    await Promise.race([stream.until(first('beat')), tooLate]);
    expect(stream.events.map(({ name }) => name)).toContain('beat');
  });

  test('PRES-1 any stream that names session and document keeps a state alive', async () => {
    const doc = await createDocument();
    const session = newSession();
    const streams = [
      await follow([doc], { sessions: [session] }),
      await follow([doc, await createDocument()], { sessions: [newSession()], here: [session] }),
    ];
    await present(doc, session);
    const witness = await follow([doc]);
    await witness.until(toldOf(session));
    streams[0]!.close();
    await sleep(PRESENCE_LEASE_MS + 1_500);
    expect(toldOf(session)(witness.events)?.state).toEqual({ name: 'Ada' });
    expect(await whoIsHere(doc)).toHaveLength(1);
  });

  test('PRES-1 a state outlives its last stream, and then it goes', async () => {
    const doc = await createDocument();
    const session = newSession();
    const stream = await follow([doc], { sessions: [session] });
    await present(doc, session);
    const witness = await follow([doc]);
    await witness.until(toldOf(session));
    stream.close();
    await sleep(PRESENCE_LEASE_MS / 2);
    expect(await whoIsHere(doc)).toHaveLength(1);
    await witness.until(hasLeft(session));
    expect(await whoIsHere(doc)).toEqual([]);
  });

  test('PRES-1 a stream of another document or another session keeps nothing alive', async () => {
    const doc = await createDocument();
    const session = newSession();
    await follow([await createDocument()], { sessions: [session] });
    const witness = await follow([doc], { sessions: [newSession()] });
    await present(doc, session);
    await witness.until(toldOf(session));
    await witness.until(hasLeft(session));
    expect(await whoIsHere(doc)).toEqual([]);
  });
});
