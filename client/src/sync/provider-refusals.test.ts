import { ERRORS, type ErrorCode } from '@weft/shared/protocol/errors';
import { expect, test } from 'vitest';
import {
  liveAt,
  openProvider,
  refusal,
  sentence,
  settled,
  wholeOf,
} from './testing/scripted-provider.ts';
import { textOf } from './testing/writer.ts';

type Opened = ReturnType<typeof openProvider>;

const sent = ({ transport }: Opened) =>
  transport.appends.map(({ question: { n, bytes } }) => ({ n, bytes }));

const codes = Object.keys(ERRORS) as ErrorCode[];
const final = codes.filter((code) => ['never', 'reload'].includes(ERRORS[code].retry));

/** Refusals of what the row holds: it would be refused again, so the document as it is by then is sent. */
const aboutContent: readonly ErrorCode[] = [
  'body-too-large',
  'document-full',
  'update-refused',
  'update-undecodable',
];

test.each(aboutContent)(
  'SAVE-2 SYNC-6 a change refused for what it holds is worked out anew after the next edit: %s',
  async (code) => {
    const opened = openProvider();
    const { provider, transport, clock, doc } = opened;
    await opened.goLive();
    opened.type('too much');
    await settled();
    transport.appends.at(0)!.answer(refusal(code));
    await settled();
    expect(sentence(provider.save)).toBe(`blocked: ${code}`);
    expect(transport.appends).toHaveLength(1);

    doc.getText('t').delete(0, 8);
    opened.type('ok');
    await settled();
    clock.advance(2_000);
    await settled();
    transport.snapshots.at(1)!.answer(wholeOf());
    await settled();
    transport.streams.at(-1)!.event(liveAt(0));
    await settled();
    const [refused, anew] = transport.appends.map(({ question }) => question);
    expect(anew!.session).not.toBe(refused!.session);
    expect(textOf(anew!.bytes)).toBe('ok');
    await opened.acknowledge(1);
    expect(sentence(provider.save)).toBe('saved');
    expect(await opened.rows()).toEqual([]);
  },
);

test.each(final.filter((code) => !aboutContent.includes(code)))(
  'SAVE-2 a refused update is kept and says why, until connecting tries again: %s',
  async (code) => {
    const opened = openProvider();
    const { provider, transport, clock } = opened;
    await opened.goLive();
    opened.type('a');
    await settled();
    transport.appends.at(0)!.answer(refusal(code));
    await settled();
    expect(sentence(provider.save)).toBe(`blocked: ${code}`);
    opened.type('b');
    await settled();
    clock.advance(39_000);
    await settled();
    expect(transport.appends).toHaveLength(1);
    expect(textOf(...(await opened.rows()).map(({ bytes }) => bytes))).toBe('ab');

    provider.connect();
    await settled();
    expect(sent(opened)[1]).toEqual(sent(opened)[0]);
    await opened.acknowledge(1);
    await opened.acknowledge(2);
    expect(sentence(provider.save)).toBe('saved');
  },
);

test.each(final)(
  'SAVE-2 a refused snapshot says why, until connecting tries again: %s',
  async (code) => {
    const opened = openProvider();
    const { provider, transport, clock } = opened;
    provider.connect();
    opened.type('a');
    await settled();
    transport.snapshots.at(0)!.answer(refusal(code));
    await settled();
    expect(provider.link).toBe('blocked');
    expect(sentence(provider.save)).toBe(`blocked: ${code}`);
    clock.advance(100_000);
    provider.wake();
    await settled();
    expect(transport.snapshots).toHaveLength(1);
    expect(await opened.rows()).toHaveLength(1);
    await opened.goLive();
    expect(transport.appends).toHaveLength(1);
  },
);

test.each(['document-unknown', 'document-deleted', 'forbidden'] as const)(
  'SAVE-2 DOWN-11 a document that ends while it is followed says why: %s',
  async (code) => {
    const opened = openProvider();
    await opened.goLive();
    const stream = opened.transport.streams.at(0)!;
    stream.event({ name: 'gone', doc: opened.provider.id, code });
    expect(sentence(opened.provider.save)).toBe(`blocked: ${code}`);
    expect(stream.closed).toBe(true);
    opened.type('a');
    await settled();
    expect(opened.transport.appends).toEqual([]);
    expect(await opened.rows()).toHaveLength(1);
    opened.provider.connect();
    opened.transport.streams.at(1)!.event(liveAt(0));
    await settled();
    expect(opened.transport.appends).toHaveLength(1);
  },
);
