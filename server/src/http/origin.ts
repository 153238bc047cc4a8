import { isIP } from 'node:net';
import { Refusal } from '../room/refusal.ts';
import type { Guard } from './guard.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Which host names this server answers for. */
export interface HostPolicy {
  /** Names besides loopback's. */
  readonly hosts: readonly string[];
  /** Whether any IP address is accepted: right when listening beyond loopback, where names are the danger. */
  readonly anyAddress: boolean;
}

/**
 * Refuses what another web site made this browser send. A foreign `Host` means a name that was rebound to
 * this address; a foreign `Origin` means a page of another site. No `Origin` at all is curl, and welcome.
 */
export function originPolicy({ hosts, anyAddress }: HostPolicy): Guard {
  const known = new Set([...LOOPBACK, ...hosts.map((host) => host.toLowerCase())]);
  return (c) => {
    const host = c.req.header('host')?.toLowerCase();
    const name = host?.replace(/:\d+$/, '');
    if (!name || !(known.has(name) || (anyAddress && isIP(name.replace(/^\[|\]$/g, ''))))) {
      throw new Refusal('host-forbidden');
    }
    const origin = c.req.header('origin');
    if (origin !== undefined && originHost(origin) !== host && !isSandboxed(origin, c.req.path)) {
      throw new Refusal('origin-forbidden');
    }
  };
}

/** Pages of our sandbox have no origin, and need their scripts: files of the client, which are the same for everybody. */
function isSandboxed(origin: string, path: string): boolean {
  return origin === 'null' && path.startsWith('/assets/');
}

function originHost(origin: string): string | undefined {
  const match = /^https?:\/\/([^/]+)$/.exec(origin.toLowerCase());
  return match?.[1]?.replace(/^(.*):(80|443)$/, '$1');
}
