import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { readTlsFiles, type Credentials, type TlsFiles } from '../http/tls-files.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A certificate for this machine that vouches for itself, and its key, as files; gone when the running test is over. */
export function certificateFiles(): TlsFiles {
  const folder = temporaryFolder();
  const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
  const options =
    `-x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost
    -addext subjectAltName=DNS:localhost,DNS:weft.example,IP:127.0.0.1`.split(/\s+/);
  const args = ['req', ...options, '-keyout', files.key, '-out', files.cert];
  execFileSync('openssl', args, { stdio: 'ignore' });
  return files;
}

/** Such a certificate, read. */
export function ownCertificate(): Credentials {
  return readTlsFiles(certificateFiles());
}
