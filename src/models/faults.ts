import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import { diskFull } from './diskSpace.js';
import { Stalled, TooSlow } from './http.js';
import { HttpStatusError } from './redirects.js';
import { Compressed, WebPage } from './webPage.js';

/** The connection ended before all bytes were there. */
export class CutShort extends Error {
  override readonly name = 'CutShort';
}

/** What came was not what was announced: too much, or other bytes. */
export class WrongContent extends Error {
  override readonly name = 'WrongContent';
}

/** What a failure means for a download. `message` is what to tell the person once nothing is tried any more. */
export interface Fault {
  /**
   * `busy`, `dropped`: may pass. `slow`: not worth more than a few tries. `away`: the server cannot be reached at all.
   * `wrong`: other bytes than announced. `final`: stays as it is.
   */
  readonly kind: 'busy' | 'dropped' | 'slow' | 'away' | 'wrong' | 'final';
  readonly message: string;
  /** How long the server wants to be left alone. */
  readonly retryAfterMs?: number;
}

/** What a message has to name. */
export interface Source {
  readonly id: string;
  /** The file that was asked for. */
  readonly path: string;
  readonly host: string;
  /** Where it is written. */
  readonly folder: string;
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const dayMs = 86_400_000;

/** `Retry-After`: seconds or a date; at most a day, since servers send anything. */
function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header) ? 1000 * Number(header) : Date.parse(header) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.min(dayMs, Math.max(0, ms));
}

function ofStatus(error: HttpStatusError, { id, path, host }: Source, nowMs: number): Fault {
  const { status, headers } = error;
  const reason = String(headers['x-error-code'] ?? '');
  const isGone = status === 404 || status === 410 || reason === 'RepoNotFound' || reason === 'RevisionNotFound';
  if (isGone) {
    return final(
      t(
        '{0} has no {1} of {2} ({3}): the model was renamed, moved or removed. Choose another model, or use another server in the setting "inkling.models.mirror".',
        host,
        path,
        id,
        status,
      ),
    );
  }
  if (status === 401 || status === 403) {
    return final(
      t(
        '{0} does not give {1} to everyone ({2}): it may want an account and a consent to its terms. Download it in a browser and choose its folder in "Inkling: Choose Model", or choose another model.',
        host,
        id,
        status,
      ),
    );
  }
  if (status === 407) {
    return final(
      t(
        'The proxy wants a name and a password (407). Put them into the setting "http.proxy": http://name:password@host:port.',
      ),
    );
  }
  if (status === 429 || status === 503) {
    const wait = retryAfterMs(headers['retry-after'], nowMs);
    const message =
      wait === undefined || wait >= dayMs
        ? t('{0} is busy ({1}). Try again later.', error.host, status)
        : t('{0} is busy ({1}). Try again in {2} min.', error.host, status, Math.max(1, Math.ceil(wait / 60_000)));
    return { kind: 'busy', message, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  }
  if (status >= 500 || status === 408 || status === 425) {
    return {
      kind: 'busy',
      message: t('{0} has a problem of its own ({1}). Try again later.', error.host, status),
    };
  }
  return final(
    t(
      '{0} refuses the download of {1} ({2}). Choose another model, or use another server in the setting "inkling.models.mirror".',
      error.host,
      id,
      status,
    ),
  );
}

const final = (message: string): Fault => ({ kind: 'final', message });

/** Codes of Node's and OpenSSL's for a certificate that cannot be trusted. */
const isAboutCertificate = (code: string): boolean =>
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code) || code === 'HOSTNAME_MISMATCH';

const unreachable = ['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN', 'ETIMEDOUT'];
const dropped = ['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE'];

function ofNetwork(error: Error, code: string, { host }: Source): Fault | undefined {
  if (isAboutCertificate(code)) {
    return final(
      t(
        'The certificate of {0} cannot be trusted ({1}). If a company\'s proxy puts its own in place, install its root certificate on this machine; only if you trust the network, switch off the setting "http.proxyStrictSSL".',
        host,
        code,
      ),
    );
  }
  // VS Code's own words, without a code, when the proxy that the settings or the system name does not answer.
  if (/socket connection to prox/i.test(error.message)) {
    return {
      kind: 'away',
      message: t('The proxy on the way to {0} does not answer. Check the setting "http.proxy".', host),
    };
  }
  if (unreachable.includes(code)) {
    const message =
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
    return { kind: 'away', message };
  }
  if (error instanceof TooSlow) {
    return {
      kind: 'slow',
      message: t(
        'The download from {0} is too slow: {1} Try again later, or use another server in the setting "inkling.models.mirror".',
        host,
        error.message,
      ),
    };
  }
  // HPE: the answer is not HTTP, such as after bytes that were not announced.
  if (dropped.includes(code) || code.startsWith('HPE_') || error instanceof Stalled || error instanceof CutShort) {
    return {
      kind: 'dropped',
      message: t(
        'The connection to {0} broke again and again ({1}). Try again later.',
        host,
        error.message.replace(/\.$/, ''),
      ),
    };
  }
  return undefined;
}

function ofDisk(code: string, { folder }: Source): Fault | undefined {
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return final(diskFull(folder).message);
  }
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EBUSY'].includes(code)) {
    return final(
      t(
        'Inkling cannot write to {0} ({1}). Allow it, or name another folder in the setting "inkling.models.folder".',
        folder,
        code,
      ),
    );
  }
  return undefined;
}

function ofContent(error: unknown, { id, path, host }: Source): Fault | undefined {
  if (error instanceof WrongContent) {
    return {
      kind: 'wrong',
      message: t(
        '{0} of {1} does not arrive from {2} as announced: {3} Nothing of it is used. Try again later, or use another server in the setting "inkling.models.mirror".',
        path,
        id,
        host,
        error.message,
      ),
    };
  }
  if (error instanceof WebPage) {
    return final(
      t(
        '{0} answered with a web page in place of {1} of {2}. It may want you to log in: open it in a browser, check the settings "http.proxy" and "inkling.models.mirror", and try again.',
        error.host,
        path,
        id,
      ),
    );
  }
  if (error instanceof Compressed) {
    return final(
      t(
        '{0} compresses {1} of {2}, although Inkling asks for the file as it is. Use another server in the setting "inkling.models.mirror".',
        error.host,
        path,
        id,
      ),
    );
  }
  return undefined;
}

/**
 * What a failure of a download means.
 *
 * @param nowMs the time of day, since a server may name one.
 * @returns undefined for a bug.
 */
export function faultOf(error: unknown, source: Source, nowMs: number): Fault | undefined {
  if (error instanceof UserError) return final(error.message);
  if (error instanceof HttpStatusError) return ofStatus(error, source, nowMs);
  const content = ofContent(error, source);
  if (content) return content;
  if (!(error instanceof Error)) return undefined;
  const code = codeOf(error);
  return ofNetwork(error, code, source) ?? ofDisk(code, source);
}
