import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeBase64 } from '@weft/shared/codec/base64';
import type { ErrorCode } from '@weft/shared/protocol/errors';
import type { DocId } from '@weft/shared/protocol/ids';
import { seededRandom } from '@weft/shared/testing/random';
import { dependent, undecodable, unsound, VICTIM, VICTIM_CLOCK } from './attacks.ts';
import { expectRefused } from './refusal.ts';
import { append, createDocument, post, snapshot } from './server-under-test.ts';
import { content, any, item, nestedArrays, nestedObjects, updateOf } from './update-bytes.ts';
import { createWriter, documentOf, textOf, type Writer } from './writer.ts';

/** A document in which the victim has typed as much as the attacks suppose. */
async function victimsDocument(): Promise<{ doc: DocId; victim: Writer }> {
  const doc = await createDocument();
  const victim = createWriter(VICTIM);
  await append(doc, victim.type('before'));
  expect(Y.getState(victim.doc.store, VICTIM)).toBe(VICTIM_CLOCK);
  return { doc, victim };
}

/** Refused with the code, nothing changed, and what the victim types next arrives. */
async function expectFended(bytes: Uint8Array, code: ErrorCode): Promise<void> {
  const { doc, victim } = await victimsDocument();
  const before = await snapshot(doc);
  const refusal = expectRefused(await post(doc, bytes), code);
  if (code === 'dependencies-missing') {
    const answered = Y.decodeStateVector(decodeBase64(refusal.stateVector!));
    expect(answered).toEqual(Y.decodeStateVector(Y.encodeStateVector(victim.doc)));
  }
  expect(await snapshot(doc)).toEqual(before);
  await append(doc, victim.type(' and after'));
  expect(textOf((await snapshot(doc)).frames)).toBe('before and after');
}

test.each(dependent)('UP-6 %s is refused with what the server has', (_, bytes) =>
  expectFended(bytes, 'dependencies-missing'),
);

test.each(undecodable)('UP-7 not exactly one update: %s', (_, bytes) =>
  expectFended(bytes, 'update-undecodable'),
);

test.each(unsound)('UP-8 no sound client writes %s', (_, bytes) =>
  expectFended(bytes, 'update-refused'),
);

test('UP-6 an update is refused until what it builds on is there', async () => {
  const { doc, victim } = await victimsDocument();
  const [skipped, update] = [victim.type('!'), victim.type('?')];
  expectRefused(await post(doc, update), 'dependencies-missing');
  await append(doc, skipped);
  await append(doc, update);
  expect(textOf((await snapshot(doc)).frames)).toBe('before!?');
});

test('UP-6 the answered state vector is what the missing difference is made from', async () => {
  const { doc, victim } = await victimsDocument();
  victim.type(' lost on the way');
  const { stateVector } = expectRefused(await post(doc, victim.type('!')), 'dependencies-missing');
  await append(doc, Y.encodeStateAsUpdate(victim.doc, decodeBase64(stateVector!)));
  expect(textOf((await snapshot(doc)).frames)).toBe('before lost on the way!');
});

test('UP-6 people may build on each other within one update, in whatever order they are listed', async () => {
  const doc = await createDocument();
  const follows = (client: number, clock: number) => ({ origin: [client, clock] }) as const;
  await append(
    doc,
    updateOf([
      { client: 1, clock: 0, structs: [item(follows(2, 1), content.string('d'))] },
      {
        client: 2,
        clock: 0,
        structs: [
          item({ root: 'text' }, content.string('a')),
          item(follows(3, 0), content.string('c')),
        ],
      },
      { client: 3, clock: 0, structs: [item(follows(2, 0), content.string('b'))] },
    ]),
  );
  expect(textOf((await snapshot(doc)).frames)).toBe('abcd');
});

test('UP-7 an update cut short anywhere is refused', async () => {
  const { doc, victim } = await victimsDocument();
  const before = await snapshot(doc);
  const update = victim.type(' whole');
  for (let length = 1; length < update.length; length++) {
    expectRefused(await post(doc, update.subarray(0, length)), 'update-undecodable');
  }
  expect(await snapshot(doc)).toEqual(before);
  await append(doc, update);
  expect(textOf((await snapshot(doc)).frames)).toBe('before whole');
});

test('UP-7 random bytes are refused', async () => {
  const { doc } = await victimsDocument();
  const random = seededRandom(7);
  const before = await snapshot(doc);
  for (let i = 0; i < 100; i++) {
    // The first byte claims people, so that no random zeros make an empty update.
    const bytes = Uint8Array.of(1 + random.below(100), ...random.bytes(20 + random.below(2000)));
    expectRefused(await post(doc, bytes), 'update-undecodable');
  }
  expect(await snapshot(doc)).toEqual(before);
});

test('UP-8 what sound editors write is accepted and comes back whole', async () => {
  const doc = await createDocument();
  const writer = createWriter(1);
  const edits: ((doc: Y.Doc) => void)[] = [
    (doc) => doc.getText('text').insert(0, 'plain 𝒰nicode 😀'),
    (doc) => doc.getText('text').format(0, 5, { bold: true, link: { href: 'x', rel: null } }),
    (doc) => doc.getText('text').insertEmbed(3, { image: 'a', size: [1, 2] }),
    (doc) => doc.getText('text').delete(1, 8),
    (doc) => doc.getMap('map').set('constructor', { toString: [1, { hasOwnProperty: true }] }),
    (doc) => doc.getMap('map').set('bytes', Uint8Array.of(1, 2, 3)),
    (doc) => doc.getMap('map').set('values', [0, -1, 1.5, 2 ** 40, null, undefined, 2n ** 60n]),
    (doc) => doc.getMap('map').delete('constructor'),
    (doc) => doc.getArray('list').push([new Y.Map([['a', new Y.Array()]]), new Y.Text('inner')]),
    (doc) => doc.getXmlFragment('xml').push([new Y.XmlElement('p'), new Y.XmlText('in xml')]),
    (doc) => doc.getXmlFragment('xml').delete(0, 1),
  ];
  for (const edit of edits) await append(doc, writer.edit(edit));
  // All of it once more as one update, with what was deleted collected as garbage.
  await append(doc, Y.encodeStateAsUpdate(writer.doc));
  const came = documentOf((await snapshot(doc)).frames);
  expect(came.getText('text').toDelta()).toEqual(writer.doc.getText('text').toDelta());
  expect(came.getMap('map').toJSON()).toEqual(writer.doc.getMap('map').toJSON());
  expect(came.getArray('list').toJSON()).toEqual(writer.doc.getArray('list').toJSON());
  expect(came.getXmlFragment('xml').toJSON()).toBe(writer.doc.getXmlFragment('xml').toJSON());
});

test('UP-8 a value 64 deep is still accepted', async () => {
  const { doc } = await victimsDocument();
  for (const [i, value] of [nestedArrays(64), nestedObjects(64), any.text('x')].entries()) {
    const structs = [item({ root: 'map', key: 'key' }, content.any(value))];
    await append(doc, updateOf([{ client: 70 + i, clock: 0, structs }]));
  }
  expect(textOf((await snapshot(doc)).frames)).toBe('before');
});
