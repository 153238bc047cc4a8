import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const TOKEN = 'x'.repeat(20);

function refusal(env: Record<string, string>, args: readonly string[] = []): string {
  try {
    readConfig(env, args);
    return 'accepted';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
}

test('OPS-3 with nothing set Weft listens on this machine alone', () => {
  expect(readConfig({})).toEqual({
    port: 4400,
    host: '127.0.0.1',
    folder: '.weft',
    token: undefined,
    hosts: { hosts: [], anyAddress: false },
    maxFileBytes: 100 * 1024 * 1024,
    tls: undefined,
    log: undefined,
    drainMs: 0,
    proxies: 0,
  });
});

test('OPS-3 what is set empty counts as not set', () => {
  expect(
    readConfig({
      PORT: '',
      HOST: '',
      WEFT_DATA: '',
      WEFT_TOKEN: '',
      WEFT_HOSTS: '',
      WEFT_MAX_FILE_BYTES: '',
      WEFT_TLS_CERT: '',
      WEFT_TLS_KEY: '',
      WEFT_LOG: '',
      WEFT_DRAIN_SECONDS: '',
      WEFT_TRUST_PROXY: '',
    }),
  ).toEqual(readConfig({}));
});

test('OPS-3 every setting is followed', () => {
  expect(
    readConfig({
      PORT: '0',
      HOST: '0.0.0.0',
      WEFT_DATA: '/data/weft',
      WEFT_TOKEN: TOKEN,
      WEFT_HOSTS: 'weft.example, wiki.example:8443,',
      WEFT_MAX_FILE_BYTES: '5000000000',
      WEFT_TLS_CERT: 'cert.pem',
      WEFT_TLS_KEY: 'key.pem',
      WEFT_LOG: 'warn',
      WEFT_DRAIN_SECONDS: '20',
      WEFT_TRUST_PROXY: '2',
    }),
  ).toEqual({
    port: 0,
    host: '0.0.0.0',
    folder: '/data/weft',
    token: TOKEN,
    hosts: { hosts: ['weft.example', 'wiki.example:8443', '0.0.0.0'], anyAddress: true },
    maxFileBytes: 5_000_000_000,
    tls: { cert: 'cert.pem', key: 'key.pem' },
    log: 'warn',
    drainMs: 20_000,
    proxies: 2,
  });
});

describe('a host', () => {
  test.each(['0.0.0.0', '::', '192.168.1.5', 'weft.example'])('SEC-5 %s needs a token', (HOST) => {
    expect(refusal({ HOST })).toBe(
      `HOST=${HOST} lets other machines in: set WEFT_TOKEN to a secret of at least 20 characters, and open the page with ?token=<secret> once.`,
    );
    expect(readConfig({ HOST, WEFT_TOKEN: TOKEN })).toMatchObject({ host: HOST, token: TOKEN });
  });

  test.each(['127.0.0.1', 'localhost', '::1'])('SEC-5 %s needs none, and may have one', (HOST) => {
    expect(readConfig({ HOST })).toMatchObject({
      host: HOST,
      token: undefined,
      hosts: { anyAddress: false },
    });
    expect(readConfig({ HOST, WEFT_TOKEN: TOKEN }).token).toBe(TOKEN);
  });

  test('SEC-1 a host beyond loopback is a name of this server, loopback is one anyway', () => {
    expect(readConfig({ HOST: 'weft.example', WEFT_TOKEN: TOKEN }).hosts.hosts).toEqual([
      'weft.example',
    ]);
    expect(readConfig({ WEFT_HOSTS: 'weft.example' }).hosts).toEqual({
      hosts: ['weft.example'],
      anyAddress: false,
    });
  });
});

test('SEC-5 a short token is refused, also where none is needed', () => {
  for (const HOST of ['127.0.0.1', '0.0.0.0']) {
    expect(refusal({ HOST, WEFT_TOKEN: 'short' })).toBe(
      'WEFT_TOKEN must have at least 20 characters.',
    );
  }
});

test.each(['-1', '65536', '80.5', 'http', '4400x', 'NaN', 'Infinity', ' ', '0x50', '1e3'])(
  'OPS-3 %s is no port',
  (PORT) => {
    expect(refusal({ PORT })).toBe(`PORT must be a number from 0 to 65535, not "${PORT}".`);
  },
);

test.each(['0', '-1', '1e9', '100MB', '1.5', ' ', '99999999999999'])(
  'OPS-3 FILE-5 %s is no number of bytes',
  (WEFT_MAX_FILE_BYTES) => {
    expect(refusal({ WEFT_MAX_FILE_BYTES })).toBe(
      `WEFT_MAX_FILE_BYTES must be a number of bytes, not "${WEFT_MAX_FILE_BYTES}".`,
    );
  },
);

describe('a certificate', () => {
  const env = { WEFT_TLS_CERT: '/env/cert.pem', WEFT_TLS_KEY: '/env/key.pem' };

  test('TLS-5 is named by variables or by options, which go first', () => {
    expect(readConfig(env).tls).toEqual({ cert: '/env/cert.pem', key: '/env/key.pem' });
    const args = ['--tls-cert', 'cert.pem', '--tls-key=key.pem'];
    expect(readConfig({}, args).tls).toEqual({ cert: 'cert.pem', key: 'key.pem' });
    expect(readConfig(env, args).tls).toEqual({ cert: 'cert.pem', key: 'key.pem' });
    expect(readConfig(env, ['--tls-key', 'k']).tls).toEqual({ cert: '/env/cert.pem', key: 'k' });
  });

  test('TLS-5 alone, or an option that does not exist, is refused in a sentence', () => {
    for (const args of [
      ['--tls-cert', 'c'],
      ['--tls-key', 'k'],
    ])
      expect(refusal({}, args)).toMatch(/^A certificate and its key belong together: .*\.$/);
    expect(refusal({ WEFT_TLS_KEY: 'k' })).toMatch(/^A certificate and its key belong together: /);
    for (const args of [['--tls'], ['--tls-cert'], ['cert.pem'], ['--port', '80']])
      expect(refusal({}, args)).toMatch(/^Weft cannot follow ".*": its options are .*\.$/);
  });
});

test('OPS-3 a level of the log, or a time to drain, that makes no sense is refused in a sentence', () => {
  expect(refusal({ WEFT_LOG: 'loud' })).toBe(
    'WEFT_LOG must be one of debug, info, warn, error, silent, not "loud".',
  );
  for (const wrong of ['-1', '301', '1.5', 'ten'])
    expect(refusal({ WEFT_DRAIN_SECONDS: wrong })).toBe(
      `WEFT_DRAIN_SECONDS must be a number from 0 to 300, not "${wrong}".`,
    );
});

test('RATE-2 OPS-3 proxies are counted, and anything else is refused in a sentence', () => {
  for (const wrong of ['true', '10', '-1', '127.0.0.1'])
    expect(refusal({ WEFT_TRUST_PROXY: wrong })).toBe(
      `WEFT_TRUST_PROXY must be the number of proxies between Weft and its callers, 0 to 9, not "${wrong}".`,
    );
});
