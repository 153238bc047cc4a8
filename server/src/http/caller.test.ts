import { describe, expect, test } from 'vitest';
import { LOCAL_PRINCIPAL, type Principal } from '../access/principal.ts';
import { callerOf, type Arrival } from './caller.ts';

const caller = (arrival: Partial<Arrival>): string | undefined =>
  callerOf(LOCAL_PRINCIPAL, {
    address: '203.0.113.9',
    forwardedFor: undefined,
    proxies: 0,
    ...arrival,
  });

describe('without accounts a caller', () => {
  test('RATE-1 is its address', () => {
    expect(caller({})).toBe('203.0.113.9');
    expect(caller({ address: '::ffff:203.0.113.9' })).toBe('203.0.113.9');
    expect(caller({ address: undefined })).toBeUndefined();
  });

  test.each([
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1:2:3:4:5', '0:0:0:1::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ])('RATE-1 of IPv6 %s is the network of one customer', (address, network) => {
    expect(caller({ address })).toBe(network);
  });

  test.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])(
    'RATE-1 at %s, this machine, is not told apart',
    (address) => {
      expect(caller({ address })).toBeUndefined();
      // A proxy that is not believed may have been told anything.
      expect(caller({ address, forwardedFor: '203.0.113.9' })).toBeUndefined();
    },
  );
});

describe('behind proxies that are believed', () => {
  const behind = (proxies: number, forwardedFor?: string): string | undefined =>
    caller({ address: '127.0.0.1', proxies, forwardedFor });

  test('RATE-2 a caller is who the first of them was asked by, whatever the caller says itself', () => {
    expect(behind(1, '198.51.100.1')).toBe('198.51.100.1');
    expect(behind(1, '1.1.1.1, 127.0.0.1, 198.51.100.1')).toBe('198.51.100.1');
    expect(behind(2, '1.1.1.1, 198.51.100.1, 10.0.0.1')).toBe('198.51.100.1');
    expect(behind(1, '198.51.100.1:4711')).toBe('198.51.100.1');
    expect(behind(1, '[2001:db8:1:2::9]:443')).toBe('2001:db8:1:2::/64');
    expect(behind(1, '2001:db8:1:2::9')).toBe('2001:db8:1:2::/64');
  });

  test('RATE-2 where they said nothing, or nonsense, it is the connection’s other end', () => {
    expect(behind(1)).toBeUndefined();
    expect(behind(3, '198.51.100.1')).toBeUndefined();
    expect(caller({ proxies: 1, forwardedFor: 'unknown' })).toBe('203.0.113.9');
  });
});

test('RATE-1 a person with an account is the same caller from everywhere', () => {
  const ann = { kind: 'user', id: 'ann' } as unknown as Principal;
  for (const address of ['203.0.113.9', '127.0.0.1', undefined])
    expect(callerOf(ann, { address, forwardedFor: undefined, proxies: 0 })).toBe('user:ann');
});
