import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';

/** Where a certificate (with its chain) and its key lie, both as PEM. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** What a server shows and proves itself by. */
export interface Credentials {
  readonly cert: Buffer;
  readonly key: Buffer;
  /** When the certificate ends, milliseconds since 1970. */
  readonly validTo: number;
}

/** Files that no server can be had from; `message` is a sentence for the person who named them. */
export class TlsFilesError extends Error {
  override name = 'TlsFilesError';
}

/** Reads both files, and makes sure that they belong together. Throws `TlsFilesError`. */
export function readTlsFiles(files: TlsFiles): Credentials {
  const cert = read(files.cert, 'certificate', '--tls-cert');
  const key = read(files.key, 'key', '--tls-key');
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(cert);
    createSecureContext({ cert });
  } catch (cause) {
    throw new TlsFilesError(
      `${files.cert} holds no certificate that Weft can use: --tls-cert takes one in PEM, followed by those that vouch for it.`,
      { cause },
    );
  }
  try {
    createSecureContext({ cert, key });
  } catch (cause) {
    throw new TlsFilesError(
      isMismatch(cause)
        ? `The key in ${files.key} does not belong to the certificate in ${files.cert}: name two files that were made together.`
        : `${files.key} holds no key that Weft can use: --tls-key takes one in PEM, without a passphrase.`,
      { cause },
    );
  }
  return { cert, key, validTo: Date.parse(certificate.validTo) };
}

function read(file: string, what: string, flag: string): Buffer {
  try {
    return readFileSync(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new TlsFilesError(
      code === 'ENOENT'
        ? `There is no TLS ${what} at ${file}: check ${flag}.`
        : `Weft cannot read the TLS ${what} ${file} (${code}): check ${flag}, and that this user may read the file.`,
      { cause },
    );
  }
}

function isMismatch(error: unknown): boolean {
  return /KEY_(?:VALUES|TYPE)_MISMATCH/i.test((error as NodeJS.ErrnoException).code ?? '');
}
