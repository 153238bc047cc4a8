import { describe, expect, test } from 'vitest';
import { MAX_TITLE_LENGTH } from '@weft/shared/protocol/limits';
import { LogError } from '../log/log.ts';
import { createMemoryLog } from '../log/memory-log.ts';
import { typist } from '../room/testing/typist.ts';
import { docIdOf } from '../testing/numbered-ids.ts';
import { followedTitles as subject, readHere, settle } from './testing/followed-titles.ts';
import { createDocumentReading } from './title.ts';
import { TitleUnreadable } from './titles.ts';

const doc = docIdOf(1);

describe('following the log', () => {
  test('DOC-6 a title is read a moment after a change, with the time and offset of its last row', async () => {
    const { clock, documents, write, changed, titleOf } = await subject();
    await write('Pla');
    clock.advance(250);
    await write('ns');
    await changed();
    expect(await titleOf()).toBe('');
    clock.advance(5_000);
    await settle();
    expect(await documents.get(doc)).toMatchObject({
      title: 'Plans',
      updatedAt: 1_250,
      projected: 2,
    });
  });

  test('DOC-6 many changes within a moment are one reading', async () => {
    const { clock, readings, write, changed } = await subject();
    for (const letter of 'abc'.split('')) {
      await write(letter);
      await changed();
      clock.advance(100);
    }
    clock.advance(5_000);
    await settle();
    expect(readings).toEqual(['abc']);
  });

  test('DOC-6 a change while the title is read is read afterwards', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const { clock, write, changed, titleOf } = await subject({
      readTitle: async (pieces) => {
        const title = await readHere(pieces);
        await held;
        return title;
      },
    });
    await write('a');
    await changed();
    clock.advance(5_000);
    await settle();
    await write('b');
    await changed();
    release();
    await settle();
    expect(await titleOf()).toBe('a');
    clock.advance(5_000);
    await settle();
    expect(await titleOf()).toBe('ab');
  });

  test('DOC-6 a document that takes long to read is read less often', async () => {
    const { clock, readings, write, changed } = await subject({
      readTitle: async (pieces) => {
        const title = await readHere(pieces);
        clock.advance(2_000);
        return title;
      },
    });
    await write('a');
    await changed();
    clock.advance(500);
    await changed();
    await settle();
    expect(readings).toHaveLength(1);
    clock.advance(20_000);
    await settle();
    expect(readings).toHaveLength(1);
    clock.advance(20_000);
    await settle();
    expect(readings).toHaveLength(2);
  });

  test('DOC-6 every document has its own title', async () => {
    const { clock, write, changed, titleOf } = await subject();
    await write('one');
    await write('two', docIdOf(2));
    await changed();
    await changed(docIdOf(2));
    clock.advance(5_000);
    await settle();
    expect([await titleOf(), await titleOf(docIdOf(2))]).toEqual(['one', 'two']);
  });
});

describe('after a fault', () => {
  test('DOC-6 what a crash kept from being read is read at the next start', async () => {
    const { clock, titles, readings, write, titleOf } = await subject();
    await write('kept');
    await titles.catchUp();
    clock.advance(5_000);
    await settle();
    expect(await titleOf()).toBe('kept');
    await titles.catchUp();
    clock.advance(5_000);
    await settle();
    expect(readings).toEqual(['kept']);
  });

  test('DOC-6 catching up goes through every page of documents', async () => {
    const { clock, documents, titles, readings, write } = await subject();
    for (let number = 3; number <= 450; number++) {
      await documents.create({ id: docIdOf(number), format: 'raw', time: 0 });
    }
    for (const number of [1, 150, 300, 450]) await write(`${number}`, docIdOf(number));
    await titles.catchUp();
    clock.advance(60_000);
    await settle();
    await settle();
    expect(readings.toSorted()).toEqual(['1', '150', '300', '450']);
  });

  test('DOC-6 a reading that failed is tried again, without another change', async () => {
    const log = createMemoryLog();
    let faults = 2;
    const { clock, write, changed, titleOf } = await subject({
      log: {
        ...log,
        read: (...asked) =>
          faults-- > 0 ? Promise.reject(new LogError('storage')) : log.read(...asked),
      },
    });
    await write('late');
    await changed();
    for (let time = 0; time < 6; time++) {
      clock.advance(10_000);
      await settle();
    }
    expect(await titleOf()).toBe('late');
  });

  test('DOC-6 a document that cannot be read does not keep the others from being read', async () => {
    const log = createMemoryLog();
    const { clock, write, changed, titleOf } = await subject({
      log: {
        ...log,
        read: (id, ...asked) =>
          id === doc ? Promise.reject(new LogError('storage')) : log.read(id, ...asked),
      },
    });
    await write('unreadable');
    await write('readable', docIdOf(2));
    await changed();
    await changed(docIdOf(2));
    clock.advance(5_000);
    await settle();
    expect([await titleOf(), await titleOf(docIdOf(2))]).toEqual(['', 'readable']);
  });

  test('DOC-6 a document that keeps its title from being read is left alone until it changes', async () => {
    let readings = 0;
    let unreadable = true;
    const { clock, write, changed, titleOf } = await subject({
      readTitle: async (pieces) => {
        readings += 1;
        clock.advance(1_000);
        if (unreadable) throw new TitleUnreadable();
        return readHere(pieces);
      },
    });
    await write('at last');
    await changed();
    clock.advance(500);
    await settle();
    unreadable = false;
    for (let time = 0; time < 10; time++) {
      clock.advance(60_000);
      await settle();
    }
    expect([readings, await titleOf()]).toEqual([1, '']);
    expect(clock.nextTimer()).toBeUndefined();
    await changed();
    clock.advance(500);
    await settle();
    expect([readings, await titleOf()]).toEqual([2, 'at last']);
  });
});

test('OPS-5 closing waits for no reading, and none begins or is kept afterwards', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const { clock, titles, readings, write, changed, titleOf } = await subject({
    readTitle: async (pieces) => {
      const title = await readHere(pieces);
      await held;
      return title;
    },
  });
  await write('first');
  await write('second', docIdOf(2));
  await changed();
  await changed(docIdOf(2));
  clock.advance(5_000);
  await settle();
  titles.close();
  expect(clock.nextTimer()).toBeUndefined();
  release();
  await settle();
  await changed();
  expect([readings, await titleOf()]).toEqual([['first'], '']);
  expect(clock.nextTimer()).toBeUndefined();
});

describe('a title', () => {
  const titleFrom = (...texts: string[]): string => {
    const builder = createDocumentReading();
    const one = typist(1);
    builder.add(texts.map((text) => one.type(text)));
    return builder.finish().title;
  };

  test('DOC-6 is the text of the root named title, on one line', () => {
    expect(titleFrom()).toBe('');
    expect(titleFrom('  Plans\n', 'for\t\tMay ')).toBe('Plans for May');
  });

  test('DOC-6 is cut between characters, not within one', () => {
    expect(titleFrom('x'.repeat(MAX_TITLE_LENGTH + 5))).toBe('x'.repeat(MAX_TITLE_LENGTH));
    expect(titleFrom('😀'.repeat(MAX_TITLE_LENGTH + 5))).toBe('😀'.repeat(MAX_TITLE_LENGTH));
  });

  test('DOC-6 is there as far as the rows can be read', () => {
    const builder = createDocumentReading();
    builder.add([typist(1).type('readable')]);
    expect(() => builder.add([Uint8Array.of(1, 2, 3)])).toThrow();
    expect(builder.finish().title).toBe('readable');
  });
});
