import { t } from '@vscode/l10n';
import { CutShort, finalFault, type Fault, type Source } from './fault.js';
import { Stalled, TooSlow } from './http.js';

/** Codes of Node's and OpenSSL's for a certificate that cannot be trusted. */
const isAboutCertificate = (code: string): boolean =>
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code) || code === 'HOSTNAME_MISMATCH';

const unreachable = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'ETIMEDOUT'];
const dropped = ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE'];

const untrusted = (host: string, code: string): string =>
  t(
    'The certificate of {0} isn\'t trusted ({1}). If your company\'s proxy uses its own certificate, install its root certificate on this machine. Turn off the setting "http.proxyStrictSSL" only if you trust the network.',
    host,
    code,
  );

const outOfReach = (host: string, code: string): string =>
  code === 'ENOTFOUND' || code === 'EAI_AGAIN'
    ? t(
        '{0} cannot be found ({1}). Check the network connection, and the settings "http.proxy" and "inkling.models.mirror".',
        host,
        code,
      )
    : t(
        '{0} cannot be reached ({1}). Check the network connection, and the settings "http.proxy" and "inkling.models.mirror".',
        host,
        code,
      );

const tooSlow = (host: string, message: string): string =>
  t(
    'The download from {0} is too slow: {1} Try again later, or use another server in the setting "inkling.models.mirror".',
    host,
    message,
  );

/**
 * The fault of a connection.
 *
 * @param code of the error; '' for none.
 * @returns undefined for an error of another kind.
 */
export function faultOfNetwork(error: Error, code: string, { host }: Source): Fault | undefined {
  if (isAboutCertificate(code)) return finalFault(untrusted(host, code));
  // VS Code's own words, without a code, when the proxy that the settings or the system name does not answer.
  if (/socket connection to prox/i.test(error.message)) {
    const message = t('The proxy used to reach {0} isn\'t responding. Check the setting "http.proxy".', host);
    return { kind: 'away', message };
  }
  if (unreachable.includes(code)) return { kind: 'away', message: outOfReach(host, code) };
  if (error instanceof TooSlow) return { kind: 'slow', message: tooSlow(host, error.message) };
  // HPE: the answer is not HTTP, such as after bytes that were not announced.
  if (dropped.includes(code) || code.startsWith('HPE_') || error instanceof Stalled || error instanceof CutShort) {
    const reason = error.message.replace(/\.$/, '');
    const message = t('The connection to {0} failed repeatedly ({1}). Try again later.', host, reason);
    return { kind: 'dropped', message };
  }
  return undefined;
}
