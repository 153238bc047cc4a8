import { manualClock } from '@weft/shared/testing/clock';
import type { Documents } from '../../documents/documents.ts';
import { createMemoryDocuments } from '../../documents/memory-documents.ts';
import type { Log } from '../../log/log.ts';
import { createMemoryLog } from '../../log/memory-log.ts';
import { writtenRow } from '../../log/testing/written-row.ts';
import { typist } from '../../room/testing/typist.ts';
import { docIdOf } from '../../testing/numbered-ids.ts';
import { turn } from '../../testing/turn.ts';
import { createDocumentReading } from '../title.ts';
import { createTitles, type ReadTitle } from '../titles.ts';

const doc = docIdOf(1);

/** What the projection thread does, in this one. */
export const readHere = async (pieces: Parameters<ReadTitle>[0]): Promise<string> => {
  const builder = createDocumentReading();
  for await (const rows of pieces) builder.add(rows);
  return builder.finish().title;
};

/** Lets everything happen that does not wait for time. */
export async function settle(): Promise<void> {
  for (let quiet = 0; quiet < 10; quiet++) await turn();
}

/** The projection of titles over documents 1 and 2, and what writes into them. */
export async function followedTitles({
  readTitle = readHere,
  log = createMemoryLog(),
  documents = createMemoryDocuments(),
}: { readTitle?: ReadTitle; log?: Log; documents?: Documents } = {}) {
  const clock = manualClock(1_000);
  for (const number of [1, 2])
    await documents.create({ id: docIdOf(number), format: 'raw', time: 0 });
  const readings: string[] = [];
  const titles = createTitles({
    log,
    documents,
    clock,
    readTitle: async (pieces, mark) => {
      const title = await readTitle(pieces, mark);
      readings.push(title);
      return title;
    },
  });
  const writers = new Map<string, { typist: ReturnType<typeof typist>; rows: number }>();
  return {
    clock,
    documents,
    titles,
    readings,
    /** Puts a row into the log without telling the projection. */
    async write(text: string, id = doc): Promise<void> {
      const writer = writers.get(id) ?? { typist: typist(1), rows: 0 };
      writers.set(id, writer);
      await log.append(
        writtenRow(writer.rows++, { doc: id, bytes: writer.typist.type(text), time: clock.now() }),
      );
    },
    async changed(id = doc): Promise<void> {
      titles.changed(id, (await log.head(id)).cursor);
    },
    titleOf: async (id = doc): Promise<string> => (await documents.get(id))!.title,
  };
}
