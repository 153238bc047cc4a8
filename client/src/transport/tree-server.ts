import * as v from 'valibot';
import { PageAnswer, PageList, SpaceList } from '@weft/shared/protocol/down';
import {
  N_HEADER,
  pagePath,
  pagesPath,
  ROUTES,
  SESSION_HEADER,
  VERSION_HEADER,
} from '@weft/shared/protocol/routes';
import { spaceTopic } from '@weft/shared/protocol/topic';
import { PROTOCOL_VERSION } from '@weft/shared/protocol/version';
import type { Failure } from '../sync/ports.ts';
import type { TreeCommand, TreeServer } from '../tree/ports.ts';
import { readBody } from './body.ts';
import type { Connection } from './connection.ts';
import { withDeadline } from './deadline.ts';
import { readFailure, UNREACHABLE } from './failure.ts';

export interface TreeServerOptions {
  readonly connection: Pick<Connection, 'follow'>;
  /** Where the server is; empty for the origin of the page. */
  readonly baseUrl?: string;
  readonly fetch?: typeof fetch;
  /** Asked anew for each request: headers that say who we are. */
  readonly authorization?: () => Readonly<Record<string, string>>;
}

/** The server's tree over HTTP; changes come over the connection that documents come over. */
export function createTreeServer({
  connection,
  baseUrl = '',
  fetch: send = (...args: Parameters<typeof fetch>) => fetch(...args),
  authorization = () => ({}),
}: TreeServerOptions): TreeServer {
  /** The answer in its shape, or why there is none. Never rejects. */
  async function ask<S extends v.GenericSchema>(
    schema: S,
    path: string,
    init: RequestInit = {},
  ): Promise<{ ok: true; value: v.InferOutput<S> } | Failure> {
    const never = new AbortController().signal;
    return withDeadline(never, 0, async (signal, heard) => {
      const headers = {
        [VERSION_HEADER]: String(PROTOCOL_VERSION),
        ...authorization(),
        ...(init.headers as Record<string, string>),
      };
      const response = await send(baseUrl + path, { ...init, headers, signal });
      if (!response.ok) return readFailure(response);
      // Another page than ours is no answer.
      const body = new TextDecoder().decode(await readBody(response, heard));
      const parsed = v.safeParse(schema, JSON.parse(body));
      return parsed.success ? ({ ok: true, value: parsed.output } as const) : UNREACHABLE;
    }).catch(() => UNREACHABLE);
  }

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
