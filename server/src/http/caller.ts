import { isIP, isIPv6 } from 'node:net';
import type { Principal } from '../access/principal.ts';

export interface Arrival {
  /** The other end of the connection. */
  readonly address: string | undefined;
  /** `X-Forwarded-For`, as it came. */
  readonly forwardedFor: string | undefined;
  /** Proxies in front that are believed, each of which appends the address that it was asked from. */
  readonly proxies: number;
}

/**
 * Whom rates and caps count: a person with an account wherever they are, without accounts an address, and of IPv6 the
 * 64 bits that belong to one customer. `undefined` for callers that are not told apart: programs on this machine,
 * and everybody behind a proxy on it that is not believed.
 */
export function callerOf({ kind, id }: Principal, arrival: Arrival): string | undefined {
  if ((kind as string) !== 'local') return `${kind}:${id}`;
  const address = addressOf(arrival);
  return address === undefined || isLoopback(address) ? undefined : networkOf(address);
}

/** Whether `address` is of this machine. */
export function isLoopback(address: string): boolean {
  const plain = withoutMapping(address);
  return plain === '::1' || (isIP(plain) === 4 && plain.startsWith('127.'));
}

function addressOf({ address, forwardedFor = '', proxies }: Arrival): string | undefined {
  if (proxies === 0) return address;
  const named = forwardedFor.split(',').map((one) => one.trim());
  // From the right: what stands further left than the proxies wrote may have been made up by the caller.
  const given = named.at(-proxies)?.replace(/^\[(.*)\](?::\d+)?$|^([\d.]+):\d+$/, '$1$2') ?? '';
  return isIP(given) ? given : address;
}

/** The first half of an IPv6 address, an IPv4 address as it is. */
function networkOf(address: string): string {
  const plain = withoutMapping(address);
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail ? tail.split(':') : [];
  const gap = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: gap }, () => '0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** IPv4 as it is, also where a socket of IPv6 spells it as one of its own. */
function withoutMapping(address: string): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '');
}
