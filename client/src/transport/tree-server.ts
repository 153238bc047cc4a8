import { PageAnswer, PageList, SpaceList } from '@weft/shared/protocol/down';
import {
  N_HEADER,
  pagePath,
  pagesPath,
  ROUTES,
  SESSION_HEADER,
} from '@weft/shared/protocol/routes';
import { spaceTopic } from '@weft/shared/protocol/topic';
import type { TreeCommand, TreeServer } from '../tree/ports.ts';
import { createAskJson, type JsonRequestOptions } from './ask-json.ts';
import type { Connection } from './connection.ts';

export interface TreeServerOptions extends JsonRequestOptions {
  readonly connection: Pick<Connection, 'follow'>;
}

/** The server's tree over HTTP; changes come over the connection that documents come over. */
export function createTreeServer({ connection, ...options }: TreeServerOptions): TreeServer {
  const ask = createAskJson(options);
  return {
    async spaces() {
      const answer = await ask(SpaceList, ROUTES.spaces);
      return answer.ok ? { ok: true, list: answer.value } : answer;
    },
    async pages(space) {
      const answer = await ask(PageList, pagesPath(space));
      return answer.ok ? { ok: true, list: answer.value } : answer;
    },
    async send(command, { session, n }) {
      const { path, method, body } = requestOf(command);
      const answer = await ask(PageAnswer, path, {
        method,
        headers: {
          [SESSION_HEADER]: session,
          [N_HEADER]: String(n),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        // It arrives also where the page goes away meanwhile.
        keepalive: true,
      });
      return answer.ok ? { ok: true, answer: answer.value } : answer;
    },
    follow: (space, cursor, sink) => connection.follow({ doc: spaceTopic(space), cursor }, sink),
  };
}

function requestOf(command: TreeCommand): {
  readonly path: string;
  readonly method: string;
  readonly body?: object;
} {
  const path = pagePath(command.page);
  if (command.kind === 'remove') return { path: `${path}?seen=${command.seen}`, method: 'DELETE' };
  const { kind, page: _, ...body } = command;
  return { path, method: kind === 'put' ? 'PUT' : 'PATCH', body };
}
