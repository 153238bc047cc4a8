import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { benchFolder } from './server.ts';

/** Files of a certificate for `localhost`, made for one run; throws where there is no OpenSSL. */
export function makeCertificate(): { cert: string; key: string } {
  const folder = benchFolder();
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const made = 'req -x509 -nodes -days 2 -subj /CN=localhost -newkey ec';
  const curve = ['-pkeyopt', 'ec_paramgen_curve:prime256v1'];
  const files = ['-keyout', key, '-out', cert];
  const { status } = spawnSync('openssl', [...made.split(' '), ...curve, ...files]);
  if (status !== 0) throw new Error('there is no openssl to make a certificate with.');
  return { cert, key };
}
