import { PROTOCOL_VERSION } from '@weft/shared/protocol/version';
import { VERSION_HEADER } from '@weft/shared/protocol/routes';
import * as v from 'valibot';
import type { Failure } from '../sync/ports.ts';
import { readBody } from './body.ts';
import { withDeadline } from './deadline.ts';
import { readFailure, UNREACHABLE } from './failure.ts';

export interface JsonRequestOptions {
  /** Where the server is; empty for the origin of the page. */
  readonly baseUrl?: string;
  readonly fetch?: typeof fetch;
  /** Asked anew for each request: headers that say who we are. */
  readonly authorization?: () => Readonly<Record<string, string>>;
}

/** The answer in its shape, or why there is none. Never rejects. */
export type AskJson = <S extends v.GenericSchema>(
  schema: S,
  path: string,
  init?: RequestInit,
) => Promise<{ ok: true; value: v.InferOutput<S> } | Failure>;

/** Requests whose answers are JSON of a known shape. */
export function createAskJson({
  baseUrl = '',
  fetch: send = (...args: Parameters<typeof fetch>) => fetch(...args),
  authorization = () => ({}),
}: JsonRequestOptions): AskJson {
  const never = new AbortController().signal;
  return (schema, path, init = {}) =>
    withDeadline(init.signal ?? never, 0, async (signal, heard) => {
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
