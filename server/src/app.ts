import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { systemClock, type Clock } from '@weft/shared/clock';
import { mintDocId } from '@weft/shared/protocol/ids';
import { MAX_FILE_BYTES } from '@weft/shared/protocol/limits';
import { API, ROUTES } from '@weft/shared/protocol/routes';
import { PROTOCOL_VERSION } from '@weft/shared/protocol/version';
import { authorizeLocal, type Authorize } from './access/authorize.ts';
import type { Documents } from './documents/documents.ts';
import { createCompaction } from './compaction/compaction.ts';
import type { Compactor } from './compaction/compactor.ts';
import type { Blobs } from './files/blobs.ts';
import type { FileRecords } from './files/file-records.ts';
import { createFiles } from './files/files.ts';
import { serveClient } from './http/assets.ts';
import type { Env } from './http/context.ts';
import { createDocument, deleteDocument, listDocuments } from './http/documents.ts';
import { downloadFile } from './http/download.ts';
import { answerError } from './http/errors.ts';
import { follow } from './http/follow.ts';
import { guarded } from './http/guard.ts';
import {
  listRowAuthors,
  listVersions,
  nameVersion,
  readRows,
  unnameVersion,
} from './http/history.ts';
import { identify, signInByLink } from './http/identify.ts';
import { serveOperations } from './http/operations.ts';
import { originPolicy, type HostPolicy } from './http/origin.ts';
import { createRates, rated, type Rates } from './http/rates.ts';
import type { OnRefused } from './http/request-refused.ts';
import { listLinks, searchPages } from './http/search.ts';
import { listPages, listSpaces, patchPage, putPage, removePage } from './http/pages.ts';
import { postPresence } from './http/presence.ts';
import { secured } from './http/security.ts';
import { readSnapshot } from './http/snapshot.ts';
import { createStreams } from './http/streams.ts';
import { createUploadBerths } from './http/upload-berths.ts';
import { uploadFile } from './http/upload.ts';
import { appendUpdate } from './http/updates.ts';
import { checkVersion } from './http/version.ts';
import type { Names } from './history/names.ts';
import { createPast } from './history/past.ts';
import { createHub } from './hub/hub.ts';
import { NO_LOAD, type Load } from './load/load.ts';
import type { Log } from './log/log.ts';
import { NO_METRICS, type Metrics } from './metrics/metrics.ts';
import type { Pages } from './pages/pages.ts';
import type { SpaceMessage } from './pages/space-message.ts';
import { createSpaces } from './pages/spaces.ts';
import type { Search } from './search/search.ts';
import { createTitles, type ReadTitle } from './projection/titles.ts';
import type { RoomMessage } from './room/message.ts';
import { createPresenceLane } from './room/presence.ts';
import { Refusal } from './room/refusal.ts';
import { createRooms } from './room/rooms.ts';

/** A document that nobody has: asking the log for it finds out whether the log answers. */
const NO_DOC = mintDocId((length) => new Uint8Array(length));

export interface AppPorts {
  readonly log: Log;
  readonly documents: Documents;
  readonly fileRecords: FileRecords;
  readonly blobs: Blobs;
  readonly pages: Pages;
  readonly names: Names;
  /** Versions older than so many milliseconds are not offered; absent: all are. */
  readonly historyReachMs?: number | undefined;
  /** Bytes of one file. */
  readonly maxFileBytes?: number;
  /** Reads a document's title from its rows, off the main thread. */
  readonly readTitle: ReadTitle;
  /** Finds words and links, off the main thread. */
  readonly search: Search;
  /** Folds documents, off the main thread. */
  readonly compactor: Compactor;
  readonly clock?: Clock;
  readonly authorize?: Authorize;
  /** Access token; absent where only this machine can reach the server. */
  readonly token?: string | undefined;
  readonly hosts?: HostPolicy;
  /** Folder of the built client; absent for the API alone. */
  readonly client?: string | undefined;
  /** By default those of the protocol. */
  readonly rates?: Rates;
  /** Streams that are taken at a time. */
  readonly maxStreams?: number;
  /** Those of one caller. */
  readonly maxStreamsEach?: number;
  /** Proxies in front that are believed about where requests come from. */
  readonly proxies?: number;
  /** Hears of faults that callers are not told about. */
  readonly onFault?: (error: unknown, requestId: string) => void;
  /** Hears of every refused request. */
  readonly onRefused?: OnRefused;
  readonly metrics?: Metrics;
  /** Without it requests may come as they like. */
  readonly load?: Load;
  /** What was measured, for `/metrics`; absent where there is no such address. */
  readonly expose?: () => Promise<{ readonly type: string; readonly text: string }>;
}

export interface App {
  readonly fetch: (request: Request, env: HttpBindings) => Promise<Response>;
  /** The app's routes, for tests that must know them all. */
  readonly routes: readonly { readonly method: string; readonly path: string }[];
  /** From now on the server is not ready; it goes on answering all that comes. */
  drain(): void;
  /** Says goodbye to every stream and takes no new work; what was accepted is settled by the log's close. */
  close(): Promise<void>;
}

/** Wires the server's parts over the given ports. */
export function createApp(ports: AppPorts): App {
  const { log, documents, clock = systemClock, authorize = authorizeLocal, token } = ports;
  const onFault = ports.onFault ?? ((): void => undefined);
  const hub = createHub<RoomMessage>();
  const { metrics = NO_METRICS } = ports;
  const presence = createPresenceLane({ clock, hub, metrics });
  const streams = createStreams(clock, { ...ports, metrics });
  const { rates = createRates(clock), load = NO_LOAD } = ports;
  const spaceHub = createHub<SpaceMessage>();
  const { pages, search, names, historyReachMs: reachMs } = ports;
  const past = createPast({ log, names, clock, reachMs });
  const spaces = createSpaces({
    pages,
    hub: spaceHub,
    clock,
    onGone(page) {
      rooms.end(page);
      // Nobody can reach them any more; what cannot be removed now is removed at the next start.
      files.removeOf(page).catch(() => undefined);
      search.forget(page).catch(() => undefined);
      past.forget(page).catch(() => undefined);
    },
  });
  const titles = createTitles({
    log,
    documents,
    clock,
    readTitle: ports.readTitle,
    onTitles: (found) => spaces.retitle(found),
    offsets: search.offsets,
  });
  const compaction = createCompaction({
    log,
    compactor: ports.compactor,
    clock,
    onCompacted(doc, { quarantined }) {
      if (quarantined.length === 0) return;
      for (const { offset, reason } of quarantined)
        onFault(new Error(`row ${offset} of ${doc} is quarantined: ${reason}`), 'compaction');
      rooms.reopen(doc);
    },
    onFault: (doc, error) =>
      onFault(new Error(`${doc} could not be folded`, { cause: error }), 'compaction'),
  });
  const rooms = createRooms({
    log,
    documents,
    hub,
    clock,
    onRow(doc, cursor, bytes) {
      titles.changed(doc, cursor);
      compaction.changed(doc, bytes);
    },
  });
  const files = createFiles({ records: ports.fileRecords, blobs: ports.blobs, clock });
  const berths = createUploadBerths();
  metrics.watch('askedPaceMs', () => load.paceMs());
  metrics.watch('rooms', () => rooms.count);
  let leaving = false;
  let closing = false;
  void titles.catchUp();
  void compaction.catchUp();
  // What it cannot remove now is in nobody's way, and is removed at the next start.
  files.sweep().catch((error: unknown) => closing || onFault(error, 'sweep'));

  const app = new Hono<Env>();
  app.use(guarded(secured, originPolicy(ports.hosts ?? { hosts: [], anyAddress: false })));
  app.use(`${API}/*`, guarded(checkVersion, identify(authorize, token, ports.proxies)));

  app.get(ROUTES.health, (c) => {
    c.get('allow')('health.read');
    const body = {
      status: 'ok',
      version: PROTOCOL_VERSION,
      streams: streams.count,
      rooms: rooms.count,
    };
    return c.json(body, 200, { 'Cache-Control': 'no-store' });
  });
  app.get(ROUTES.documents, listDocuments(documents));
  app.post(ROUTES.documents, rated(rates, 'create', createDocument(rooms, documents, spaces)));
  app.delete(ROUTES.document, deleteDocument({ rooms, files, spaces, search, past }));
  app.post(ROUTES.updates, rated(rates, 'append', appendUpdate(rooms, past, load)));
  app.get(ROUTES.snapshot, rated(rates, 'snapshot', readSnapshot(rooms)));
  app.post(ROUTES.presence, rated(rates, 'presence', postPresence(rooms, presence)));
  const following = follow({ rooms, hub, pages, spaceHub, presence, streams, clock, metrics });
  app.get(ROUTES.history, rated(rates, 'snapshot', listVersions(rooms, past)));
  app.get(ROUTES.historyAuthors, rated(rates, 'snapshot', listRowAuthors(rooms, past)));
  app.get(ROUTES.historyRows, rated(rates, 'snapshot', readRows(rooms)));
  app.put(ROUTES.version, rated(rates, 'append', nameVersion(rooms, past)));
  app.delete(ROUTES.version, rated(rates, 'append', unnameVersion(rooms, past)));
  app.get(ROUTES.follow, rated(rates, 'follow', following));
  app.get(ROUTES.spaces, listSpaces(spaces));
  app.get(ROUTES.pages, rated(rates, 'snapshot', listPages(spaces)));
  app.get(ROUTES.search, rated(rates, 'snapshot', searchPages(search, pages)));
  app.get(ROUTES.links, rated(rates, 'snapshot', listLinks(search, pages)));
  app.put(ROUTES.page, rated(rates, 'create', putPage(spaces, documents)));
  app.patch(ROUTES.page, rated(rates, 'append', patchPage(spaces)));
  app.delete(ROUTES.page, rated(rates, 'append', removePage(spaces)));
  const maxBytes = ports.maxFileBytes ?? MAX_FILE_BYTES;
  app.post(ROUTES.files, uploadFile({ files, documents, berths, clock, maxBytes }));
  app.get(ROUTES.file, downloadFile(files));
  const routes = app.routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => ({ method, path }));
  for (const path of new Set(routes.map((route) => route.path))) {
    app.all(path, () => {
      throw new Refusal('method-not-allowed');
    });
  }
  app.all(`${API}/*`, () => {
    throw new Refusal('route-unknown');
  });
  serveOperations(app, {
    clock,
    token,
    authorize,
    isLeaving: () => leaving,
    ask: () => Promise.all([documents.list({ limit: 1 }), log.read(NO_DOC, 0, 1)]),
    expose: ports.expose,
  });
  if (ports.client !== undefined) app.get('*', signInByLink(token), serveClient(ports.client));
  app.notFound(() => {
    throw new Refusal('route-unknown');
  });
  app.onError(
    answerError(onFault, (refused) => {
      metrics.refusal(refused.code);
      ports.onRefused?.(refused);
    }),
  );

  return {
    async fetch(request, env) {
      const response = await app.fetch(request, env);
      // For HEAD, Hono wraps the answer anew; what a handler has sent by hand would be sent once more.
      return env.outgoing.headersSent ? RESPONSE_ALREADY_SENT : response;
    },
    routes,
    drain() {
      leaving = true;
    },
    async close() {
      leaving = true;
      closing = true;
      streams.close(Math.random);
      berths.close();
      presence.close();
      titles.close();
      compaction.close();
      rooms.close();
    },
  };
}
