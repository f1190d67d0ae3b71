import { UserError } from '../core/errors.js';
import { Stalled } from './http.js';
import { HttpStatusError } from './redirects.js';

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
   * `busy`, `dropped`: may pass. `away`: the server cannot be reached at all. `wrong`: other bytes than announced.
   * `final`: stays as it is.
   */
  readonly kind: 'busy' | 'dropped' | 'away' | 'wrong' | 'final';
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

const otherMirror = 'use another server in the setting "inkling.models.mirror"';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** `Retry-After`: seconds or a date. */
function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header) ? 1000 * Number(header) : Date.parse(header) - nowMs;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function ofStatus({ status, headers, url }: HttpStatusError, { id, path, host }: Source, nowMs: number): Fault {
  const reason = String(headers['x-error-code'] ?? '');
  const isGone = status === 404 || status === 410 || reason === 'RepoNotFound' || reason === 'RevisionNotFound';
  if (isGone) {
    return final(
      `${host} has no ${path} of ${id} (${status}): the model was renamed, moved or removed. Choose another model, or ` +
        `${otherMirror}.`,
    );
  }
  if (status === 401 || status === 403) {
    return final(
      `${host} does not give ${id} to everyone (${status}): it may want an account and a consent to its terms. Download ` +
        'it in a browser and choose its folder in "Inkling: Choose Model", or choose another model.',
    );
  }
  if (status === 407) {
    return final(
      'The proxy wants a name and a password (407). Put them into the setting "http.proxy": ' +
        'http://name:password@host:port.',
    );
  }
  if (status === 429 || status === 503) {
    const wait = retryAfterMs(headers['retry-after'], nowMs);
    const when = wait === undefined ? 'later' : `in ${Math.max(1, Math.ceil(wait / 60_000))} min`;
    const message = `${url.host} is busy (${status}). Try again ${when}.`;
    return { kind: 'busy', message, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
  }
  if (status >= 500 || status === 408 || status === 425) {
    return {
      kind: 'busy',
      message: `${url.host} has a problem of its own (${status}). Try again later.`,
    };
  }
  return final(`${url.host} refuses the download of ${id} (${status}). Choose another model, or ${otherMirror}.`);
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
      `The certificate of ${host} cannot be trusted (${code}). If a company's proxy puts its own in place, install its ` +
        'root certificate on this machine; only if you trust the network, switch off the setting "http.proxyStrictSSL".',
    );
  }
  // VS Code's own words, without a code, when the proxy that the settings or the system name does not answer.
  if (/socket connection to prox/i.test(error.message)) {
    return {
      kind: 'away',
      message: `The proxy on the way to ${host} does not answer. Check the setting "http.proxy".`,
    };
  }
  if (unreachable.includes(code)) {
    const how = code === 'ENOTFOUND' || code === 'EAI_AGAIN' ? 'found' : 'reached';
    return {
      kind: 'away',
      message:
        `${host} cannot be ${how} (${code}). Check the network connection, and the settings "http.proxy" and ` +
        `"inkling.models.mirror".`,
    };
  }
  // HPE: the answer is not HTTP, such as after bytes that were not announced.
  if (dropped.includes(code) || code.startsWith('HPE_') || error instanceof Stalled || error instanceof CutShort) {
    return {
      kind: 'dropped',
      message: `The connection to ${host} broke again and again (${error.message.replace(/\.$/, '')}). Try again later.`,
    };
  }
  return undefined;
}

function ofDisk(code: string, { folder }: Source): Fault | undefined {
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return final(
      `The disk with ${folder} is full. Make room and choose the model again: the download goes on from there.`,
    );
  }
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EBUSY'].includes(code)) {
    return final(
      `Inkling cannot write to ${folder} (${code}). Allow it, or name another folder in the setting ` +
        '"inkling.models.folder".',
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
  if (error instanceof WrongContent) {
    return {
      kind: 'wrong',
      message:
        `${source.path} of ${source.id} does not arrive from ${source.host} as announced: ${error.message} ` +
        `Nothing of it is used. Try again later, or ${otherMirror}.`,
    };
  }
  if (!(error instanceof Error)) return undefined;
  const code = codeOf(error);
  return ofNetwork(error, code, source) ?? ofDisk(code, source);
}
