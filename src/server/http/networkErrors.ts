import { t } from '@vscode/l10n';
import { ServerError } from '../../core/server/serverError.js';
import { TimedOut } from './httpClient.js';

const codeOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? error.code : '');

/** Codes of Node's and OpenSSL's for a certificate that is not trusted. */
const isUntrusted = (code: string): boolean => /^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code);

function ofCertificate(code: string, host: string): string | undefined {
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return t(
      "The certificate of {0} has expired or isn't valid yet ({1}). Renew it on the server, and check the clocks of both machines.",
      host,
      code,
    );
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' || code === 'HOSTNAME_MISMATCH') {
    return t(
      'The certificate of {0} is for another name. Enter the name that the certificate has in the setting "inkling.server.address".',
      host,
    );
  }
  if (isUntrusted(code)) {
    return t(
      'The certificate of {0} isn\'t trusted ({1}). If it is self-signed or from your company, save it as a PEM file and enter its path in the setting "inkling.server.certificateFile".',
      host,
      code,
    );
  }
  // The server answered a TLS handshake with something else.
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) {
    return t(
      'No secure connection to {0} is possible ({1}). If the server doesn\'t use HTTPS, enter its address with http:// in the setting "inkling.server.address".',
      host,
      code,
    );
  }
  return undefined;
}

function ofReach(error: Error, code: string, host: string): string | undefined {
  // VS Code's own words, without a code, when the proxy that the settings or the system name does not answer.
  if (/socket connection to prox/i.test(error.message)) {
    return t('The proxy used to reach {0} isn\'t responding. Check the setting "http.proxy".', host);
  }
  if (code === 'ECONNREFUSED') {
    return t('Nothing is listening at {0}. Start the server, or check the setting "inkling.server.address".', host);
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return t(
      '{0} cannot be found ({1}). Check the network connection, and the setting "inkling.server.address".',
      host,
      code,
    );
  }
  if (['EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'ETIMEDOUT', 'EADDRNOTAVAIL', 'EACCES', 'EPERM'].includes(code)) {
    return t(
      '{0} cannot be reached ({1}). Check the network connection, and the settings "inkling.server.address" and "http.proxy".',
      host,
      code,
    );
  }
  return undefined;
}

function ofTime({ phase, limitMs }: TimedOut, host: string): string {
  const seconds = Math.max(1, Math.round(limitMs / 1000));
  return phase === 'firstByte'
    ? t(
        '{0} did not answer within {1} s. It may be loading the model or busy with other requests. Try again later, or raise the setting "inkling.server.timeout".',
        host,
        seconds,
      )
    : t(
        '{0} stopped in the middle of an answer and sent nothing for {1} s. Try again later, or raise the setting "inkling.server.timeout".',
        host,
        seconds,
      );
}

/** The point at which a connection failed. */
export interface FailurePoint {
  /** Host and port, for messages. */
  readonly host: string;
  /** Whether a part of the answer had arrived. */
  readonly isWithinAnswer: boolean;
}

/**
 * The error of a failed connection, with its next step.
 *
 * @returns undefined for a bug.
 */
export function errorOfNetwork(error: unknown, { host, isWithinAnswer }: FailurePoint): ServerError | undefined {
  if (error instanceof ServerError) return error;
  if (error instanceof TimedOut) return new ServerError('timeout', ofTime(error, host));
  if (!(error instanceof Error)) return undefined;
  const code = codeOf(error);
  const certificate = ofCertificate(code, host);
  if (certificate !== undefined) return new ServerError('certificate', certificate);
  const reach = ofReach(error, code, host);
  if (reach !== undefined) return new ServerError('unreachable', reach);
  // An answer that is not HTTP, such as TLS's.
  if (code.startsWith('HPE_')) {
    return new ServerError(
      'garbage',
      t(
        '{0} doesn\'t answer in HTTP ({1}). If it uses HTTPS, enter its address with https:// in the setting "inkling.server.address".',
        host,
        code,
      ),
    );
  }
  if (!/^(?:ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE)$/.test(code)) return undefined;
  return isWithinAnswer ? brokenStream(host) : closedAtOnce(host, code);
}

/** The error of an answer that ended without its end. */
export const brokenStream = (host: string): ServerError =>
  new ServerError(
    'brokenStream',
    t(
      "The connection to {0} ended in the middle of an answer. If this happens often, check the server's log and the time limits of proxies.",
      host,
    ),
  );

const closedAtOnce = (host: string, code: string): ServerError =>
  new ServerError(
    'unreachable',
    t(
      '{0} closed the connection without an answer ({1}). Check that the server is running, and whether its address starts with http:// or https://.',
      host,
      code,
    ),
  );
