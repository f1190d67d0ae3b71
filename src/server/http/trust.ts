import { t } from '@vscode/l10n';
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import tls from 'node:tls';
import { ServerError } from '../../core/server/serverError.js';
import type { ServerOptions } from '../../core/server/serverOptions.js';

/** Certificates that a connection trusts. */
export interface Trust {
  /** PEM; absent for those of VS Code and the system. */
  readonly ca?: readonly string[];
  readonly rejectUnauthorized: boolean;
}

/** Later Node versions tell the certificates of the system; `default` includes those of NODE_EXTRA_CA_CERTS. */
type CertificateLists = Partial<{ getCACertificates(type: 'default' | 'system'): readonly string[] }>;

function knownCertificates(): readonly string[] {
  const { getCACertificates } = tls as CertificateLists;
  return getCACertificates ? [...getCACertificates('default'), ...getCACertificates('system')] : tls.rootCertificates;
}

/** Node takes any text for certificates, and ignores what it cannot read. */
function isCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}

/**
 * The certificates to trust with the given settings. A list replaces the one that Node and VS Code would use, so it is only
 * made for a file, and holds the others as well.
 *
 * @throws ServerError if the certificate file cannot be read.
 */
export async function trustOf({ certificateFile, strictTls = true }: ServerOptions): Promise<Trust> {
  const trust = { rejectUnauthorized: strictTls };
  if (certificateFile === undefined) return trust;
  const pem = await readFile(certificateFile, 'utf8').catch(() => '');
  if (!isCertificate(pem)) {
    throw new ServerError(
      'certificate',
      t(
        'The file {0} has no certificate in PEM format that Inkling can read. Check the setting "inkling.server.certificateFile".',
        certificateFile,
      ),
    );
  }
  return { ...trust, ca: [...knownCertificates(), pem] };
}
