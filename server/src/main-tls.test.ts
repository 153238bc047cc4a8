import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { expect, test } from 'vitest';
import { ROUTES } from '@weft/shared/protocol/routes';
import type { TlsFiles } from './http/tls-files.ts';
import { certificateFiles } from './testing/certificate.ts';
import { asked, followedOver, http2Connection } from './testing/http2-connection.ts';
import { docIdOf } from './testing/numbered-ids.ts';
import { endedServer, startedServer, type Ended } from './testing/started-server.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** Refused to start, and said why in one sentence. */
const refusedWith = (sentence: string) => ({
  code: 1,
  signal: null,
  stdout: '',
  stderr: `${sentence}\n`,
});

const optionsOf = ({ cert, key }: TlsFiles): string[] => ['--tls-cert', cert, '--tls-key', key];
const startTls = (files: TlsFiles): Promise<Ended> =>
  endedServer({ WEFT_DATA: temporaryFolder() }, optionsOf(files));

test('TLS-5 files that no server can be had from are refused in a sentence', async () => {
  const [own, other] = [certificateFiles(), certificateFiles()];
  const missing = join(temporaryFolder(), 'none.pem');
  const folder = temporaryFolder();
  expect(await startTls({ ...own, cert: missing })).toEqual(
    refusedWith(`There is no TLS certificate at ${missing}: check --tls-cert.`),
  );
  expect(await startTls({ ...own, key: missing })).toEqual(
    refusedWith(`There is no TLS key at ${missing}: check --tls-key.`),
  );
  expect(await startTls({ ...own, key: folder })).toEqual(
    refusedWith(
      `Weft cannot read the TLS key ${folder} (EISDIR): check --tls-key, and that this user may read the file.`,
    ),
  );
  expect(await startTls({ ...own, key: other.key })).toEqual(
    refusedWith(
      `The key in ${other.key} does not belong to the certificate in ${own.cert}: name two files that were made together.`,
    ),
  );
  expect(await startTls({ ...own, cert: own.key })).toEqual(
    refusedWith(
      `${own.key} holds no certificate that Weft can use: --tls-cert takes one in PEM, followed by those that vouch for it.`,
    ),
  );
  expect(await startTls({ ...own, key: own.cert })).toEqual(
    refusedWith(
      `${own.cert} holds no key that Weft can use: --tls-key takes one in PEM, without a passphrase.`,
    ),
  );
});

test('TLS-3 OPS-5 on SIGTERM who follows over HTTP/2 is told, and the exit code is 0', async () => {
  const files = certificateFiles();
  const settings = { WEFT_DATA: temporaryFolder() };
  const server = await startedServer(settings, undefined, optionsOf(files));
  expect(server.url).toMatch(/^https:/);
  const session = await http2Connection(server.url, readFileSync(files.cert));
  const body = JSON.stringify({ id: docIdOf(1), format: 'raw' });
  const headers = { ':path': ROUTES.documents, 'content-type': 'application/json' };
  expect((await asked(session, { ':method': 'POST', ...headers }, body)).status).toBe(201);
  const stream = followedOver(session, `${ROUTES.follow}?doc=${docIdOf(1)}`);
  await stream.told('live');
  const ended = server.end('SIGTERM');
  await stream.told('bye');
  expect(await ended).toMatchObject({ code: 0, signal: null, stderr: '' });
});

test('TLS-4 SIGHUP reads the certificate anew, and keeps the one it had where the new one is of no use', async () => {
  const [files, next] = [certificateFiles(), certificateFiles()];
  const settings = { WEFT_DATA: temporaryFolder() };
  const server = await startedServer(settings, undefined, optionsOf(files));
  const { port } = new URL(server.url);
  const shown = async (): Promise<string> => {
    const socket = connect({ port: Number(port), host: '127.0.0.1', rejectUnauthorized: false });
    await once(socket, 'secureConnect');
    const { fingerprint256 } = socket.getPeerCertificate();
    socket.destroy();
    return fingerprint256;
  };
  const before = await shown();
  writeFileSync(files.cert, readFileSync(next.cert));
  server.tell('SIGHUP');
  await expect
    .poll(() => server.complained())
    .toMatch(/^The key in .* does not belong .* Weft goes on with the certificate it had\.\n$/);
  expect(await shown()).toBe(before);
  writeFileSync(files.key, readFileSync(next.key));
  server.tell('SIGHUP');
  await expect.poll(shown).not.toBe(before);
});
