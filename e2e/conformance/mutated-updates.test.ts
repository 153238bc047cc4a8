import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { seededRandom, type Random } from '@weft/shared/testing/random';
import { encodeFrame } from '@weft/shared/codec/frames';
import { refusalOf } from './refusal.ts';
import { append, createDocument, post, snapshot } from './server-under-test.ts';
import { createWriter, documentOf, type Writer } from './writer.ts';

const SEED = 20_260;
const MUTANTS = 500;
/** A fresh document now and then, so that each mutant meets a document like those it was made from. */
const MUTANTS_PER_DOCUMENT = 25;

test('ERR-4 of 500 mutated updates each is refused by its code or stored, and never half', async () => {
  const random = seededRandom(SEED);
  const outcomes = new Map<string, number>();
  for (let done = 0; done < MUTANTS; done += MUTANTS_PER_DOCUMENT) {
    const doc = await createDocument();
    const { stored, next } = soundUpdates(random);
    for (const update of stored) await append(doc, update);
    let { body } = await snapshot(doc);
    for (let i = 0; i < MUTANTS_PER_DOCUMENT; i++) {
      const mutant = mutate(random, [...stored, ...next]);
      const answer = await post(doc, mutant);
      if (answer.status === 200)
        body = Buffer.concat([body, encodeFrame({ kind: 'update', bytes: mutant })]);
      const outcome = answer.status === 200 ? 'stored' : refusalOf(answer).code;
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      expect((await snapshot(doc)).body.equals(body), `seed ${SEED}, mutant ${done + i}`).toBe(
        true,
      );
    }
    // Whatever was stored, the document opens, waits for nothing, and takes what comes next.
    await append(
      doc,
      createWriter(4_000).edit((fresh) => fresh.getText('fresh').insert(0, 'fresh')),
    );
    const opened = documentOf((await snapshot(doc)).frames);
    expect(opened.getText('fresh').toString(), `seed ${SEED}, after mutant ${done}`).toBe('fresh');
    const reloaded = new Y.Doc();
    Y.applyUpdate(reloaded, Y.encodeStateAsUpdate(opened));
    expect(Y.encodeStateVector(reloaded)).toEqual(Y.encodeStateVector(opened));
  }
  // A gate that took or refused everything would pass the rest.
  const codes = ['stored', 'update-undecodable', 'update-refused', 'dependencies-missing'];
  expect([...outcomes.keys()].sort()).toEqual(codes.sort());
});

/** What two people wrote and the server has, and what they write next. */
function soundUpdates(random: Random): { stored: Uint8Array[]; next: Uint8Array[] } {
  const people = [
    createWriter(1 + random.below(100)),
    createWriter(2 ** 31 + random.below(2 ** 30)),
  ];
  const updates: Uint8Array[] = [];
  for (let i = 0; i < 14; i++) {
    const writer = random.pick(people);
    const update = writer.edit(someEdit(random, writer));
    updates.push(update);
    for (const other of people) if (other !== writer) Y.applyUpdate(other.doc, update);
  }
  return { stored: updates.slice(0, 8), next: updates.slice(8) };
}

function someEdit(random: Random, { doc }: Writer): (doc: Y.Doc) => void {
  const text = doc.getText('text');
  const at = random.below(text.length + 1);
  return random.pick<() => void>([
    () => text.insert(at, random.pick(['a', 'words', '😀', 'a longer piece of text'])),
    () =>
      text.length > 3 ? text.delete(random.below(text.length - 2), 2) : text.insert(0, 'start'),
    () => text.insert(at, 'bold', { bold: true, link: { href: 'x' } }),
    () => text.insertEmbed(at, { image: ['a', 1] }),
    () =>
      doc
        .getMap('map')
        .set(random.pick(['a', 'b']), { deep: [1, -2.5, null, 'x', Uint8Array.of(1)] }),
    () => doc.getArray('list').insert(0, [new Y.Map([['k', 1]]), random.below(1_000)]),
    () => doc.getXmlFragment('xml').push([new Y.XmlElement('p')]),
  ]);
}

/** One update out of sound ones, damaged in one to three places. */
function mutate(random: Random, updates: readonly Uint8Array[]): Uint8Array {
  let bytes = [...random.pick(updates)];
  for (let times = 1 + random.below(3); times > 0; times--) {
    const at = random.below(bytes.length);
    const operations = [
      () => (bytes[at] = random.below(256)),
      () => (bytes[at]! ^= 1 << random.below(8)),
      () => (bytes[at] = random.pick([0, 1, 127, 128, 255])),
      () => bytes.splice(at, 0, random.below(256)),
      () => bytes.splice(at, 1 + random.below(4)),
      () => bytes.splice(at, 0, ...bytes.slice(at, at + 1 + random.below(8))),
      () => (bytes = [...bytes.slice(0, at), ...[...random.pick(updates)].slice(at)]),
      () => (bytes = bytes.slice(0, at + 1)),
    ];
    random.pick<() => unknown>(operations)();
    if (bytes.length === 0) bytes = [0];
  }
  return Uint8Array.from(bytes);
}
