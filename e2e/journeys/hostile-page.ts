import { seedOf } from '@weft/shared/document/seed';
import { TITLE_ROOT } from '@weft/shared/protocol/format';
import { mintDocId } from '@weft/shared/protocol/ids';
import { ROUTES, updatesPath } from '@weft/shared/protocol/routes';
import { pagePeer } from '@weft/shared/testing/page-peer';
import { at, made, writeRaw } from '@weft/shared/testing/page-raw';
import { randomBytes } from 'node:crypto';
import { encodeStateAsUpdate } from 'yjs';
import { postTo } from './made-page.ts';
import type { Weft } from './weft.ts';

const VIEWED = ['image', 'video', 'audio', 'file', 'bookmark', 'embed', 'code', 'equation', 'page', 'callout', 'numbered'] as const; // prettier-ignore
const PROPS = ['source', 'address', 'name', 'title', 'description', 'image', 'alt', 'icon', 'language', 'page', 'color', 'background', 'style', 'start', 'width', 'height', 'shownWidth', 'size', 'wrap', 'checked', 'share', 'toggle', 'onclick', 'innerHTML'] as const; // prettier-ignore
const OBJECTS = ['mention', 'equation', 'image', 'sparkle'] as const;

type Raw = Record<string, unknown>;

/**
 * A page of a client that is not ours: every payload in every register, mark, object and name that a document has, as
 * raw Yjs, which knows no rules. Answers its path.
 */
export async function makeHostilePage(
  weft: Weft,
  title: string,
  hostile: readonly string[],
): Promise<string> {
  const { doc, page } = pagePeer(1, seedOf('blocks'));
  doc.getText(TITLE_ROOT).insert(0, title);
  const props: Raw = {};
  const texts: Record<string, { insert: unknown; attributes?: Raw }[]> = {};
  hostile.forEach((payload, i) => {
    const type = VIEWED[i % VIEWED.length] ?? 'text';
    // Every other one is of a type that is called so, and shown as one of a newer Weft.
    const kind = i % 2 === 0 ? 'text' : payload.slice(0, 300);
    Object.assign(props, made(`line${i}`, '', 4 * i + 10, kind), registers(`line${i}`, payload));
    texts[`line${i}`] = lineOf(payload, i);
    Object.assign(props, made(`view${i}`, '', 4 * i + 12, type), registers(`view${i}`, payload));
    texts[`view${i}`] = [{ insert: type === 'code' || type === 'equation' ? payload : 'x' }];
    Object.assign(props, {
      [`${payload}.x`]: payload,
      [`${payload}.type`]: payload,
      [`line${i}.${payload}`]: payload,
    });
  });
  Object.assign(props, tableOf(hostile.slice(0, 12)));
  writeRaw(page, props, texts);
  const meta = doc.getMap<unknown>('meta');
  for (const payload of hostile.slice(0, 20)) meta.set(payload, payload);
  const id = mintDocId((length) => randomBytes(length));
  await postTo(weft.url + ROUTES.documents, 'application/json', JSON.stringify({ id, format: 'blocks' })); // prettier-ignore
  await postTo(
    weft.url + updatesPath(id),
    'application/octet-stream',
    new Uint8Array(encodeStateAsUpdate(doc)),
  );
  return `/d/${id}`;
}

function registers(block: string, payload: string): Raw {
  // A long one is long enough in the text.
  return Object.fromEntries(PROPS.map((prop) => [`${block}.${prop}`, payload.slice(0, 300)]));
}

/** Letters with every mark, and objects of every kind that say the payload in every field. */
function lineOf(payload: string, i: number): { insert: unknown; attributes?: Raw }[] {
  const kind = OBJECTS[i % OBJECTS.length] ?? '';
  const fields = { label: payload, text: payload, name: payload, page: payload, user: payload, date: payload, source: payload, alt: payload, title: payload, url: payload }; // prettier-ignore
  return [
    { insert: `${payload.slice(0, 200)} ` },
    { insert: 'link', attributes: { link: payload } },
    { insert: 'colour', attributes: { color: payload, background: payload, bold: payload } },
    { insert: 'mark', attributes: { [nameIn(payload)]: payload } },
    { insert: { kind, ...fields } },
    { insert: { kind: payload, ...fields }, attributes: { link: payload } },
    { insert: { [nameIn(payload)]: payload } },
  ];
}

/** The gate refuses one name, and with it the whole update (UP-8). */
const nameIn = (payload: string): string => (payload === '__proto__' ? 'x' : payload);

/** A table whose columns, rows and cells are called as nothing should be. */
function tableOf(hostile: readonly string[]): Raw {
  const table: Raw = { ...made('table', '', 2, 'table'), ...registers('table', hostile[0] ?? '') };
  hostile.forEach((payload, i) => {
    for (const type of ['tableRow', 'tableColumn']) {
      Object.assign(table, made(`${type}${i}`, 'table', i + 1, type));
      Object.assign(table, { [`${type}${i}.width`]: payload, [`${type}${i}.background`]: payload });
    }
    table[`line${i}.at`] = [`tableRow${i}~tableColumn${i}`, at(1)];
  });
  return table;
}
