import { parseDocId, parseSpaceId, type DocId, type SpaceId } from './ids.ts';

/** The changes of one space's pages, as they are followed. */
export type SpaceTopic = `space:${SpaceId}`;
/** What can be followed: a document's rows, by its id, or a space's changes. */
export type Topic = DocId | SpaceTopic;

const SPACE = 'space:';

export function spaceTopic(space: SpaceId): SpaceTopic {
  return `${SPACE}${space}`;
}

/** The space whose changes these are; `undefined` for a document. */
export function spaceOf(topic: string): SpaceId | undefined {
  return topic.startsWith(SPACE) ? parseSpaceId(topic.slice(SPACE.length)) : undefined;
}

/** `text` as a topic, or `undefined` when it is none. */
export function parseTopic(text: string): Topic | undefined {
  const space = spaceOf(text);
  return space === undefined ? parseDocId(text) : spaceTopic(space);
}
