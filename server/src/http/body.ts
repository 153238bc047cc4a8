import type { IncomingMessage } from 'node:http';
import * as v from 'valibot';
import { concat } from '@weft/shared/codec/bytes';
import { MAX_JSON_BYTES } from '@weft/shared/protocol/limits';
import { Refusal } from '../room/refusal.ts';
import { arriving } from './arriving.ts';
import type { WeftContext } from './context.ts';

/**
 * The request's body, refused by its declared length before a byte is read and by its real length while
 * reading. Throws `Refusal` (`content-type-unsupported`, and what `arriving` throws).
 */
export async function readBody(
  c: WeftContext,
  type: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const declared = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (declared !== type) throw new Refusal('content-type-unsupported');
  const { incoming } = c.env;
  const whole = arrived(incoming);
  if (whole) {
    if (whole.length > maxBytes) throw new Refusal('body-too-large');
    return whole;
  }
  const parts: Uint8Array[] = [];
  for await (const part of arriving(incoming, maxBytes)) parts.push(part);
  return parts.length === 1 ? parts[0]! : concat(parts);
}

/** A body that came together with its head, as a keystroke's does: there is nothing to wait for, and no clock to watch. */
function arrived(incoming: IncomingMessage): Uint8Array | undefined {
  const { readableLength, aborted, headers } = incoming;
  if (aborted || readableLength === 0 || readableLength !== Number(headers['content-length']))
    return undefined;
  const body = incoming.read() as Uint8Array | null;
  // Lets its end pass, for which the connection would be kept waiting.
  incoming.resume();
  return body ?? undefined;
}

/** The body as JSON of the given shape. Throws `Refusal`, `id-malformed` when only the spelling of an id is wrong. */
export async function readJson<T>(c: WeftContext, schema: v.GenericSchema<unknown, T>): Promise<T> {
  const bytes = await readBody(c, 'application/json', MAX_JSON_BYTES);
  const json = parseJson(bytes);
  // To a schema without keys that must be there a list is an object like others.
  if (Array.isArray(json)) throw new Refusal('request-malformed');
  const parsed = v.safeParse(schema, json);
  if (parsed.success) return parsed.output;
  const misspelled = parsed.issues.every(
    ({ kind, path }) => kind === 'validation' && path?.at(-1)?.key === 'id',
  );
  throw new Refusal(misspelled ? 'id-malformed' : 'request-malformed');
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refusal('request-malformed');
  }
}
