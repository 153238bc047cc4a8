import { VERSION_HEADER } from '@weft/shared/protocol/routes';
import { OLDEST_CLIENT_VERSION } from '@weft/shared/protocol/version';
import { Refusal } from '../room/refusal.ts';
import type { Guard } from './guard.ts';

/** Turns away clients older than the wire still supports; one that names no version is curl. */
export const checkVersion: Guard = (c) => {
  const version = c.req.header(VERSION_HEADER);
  if (version !== undefined) {
    if (!/^[0-9]{1,9}$/.test(version)) throw new Refusal('request-malformed');
    if (Number(version) < OLDEST_CLIENT_VERSION) throw new Refusal('client-too-old');
  }
};
