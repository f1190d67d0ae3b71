import { t } from '@vscode/l10n';
import { finalFault, type Fault, type Source } from './fault.js';
import type { HttpStatusError } from './redirects.js';

const dayMs = 86_400_000;

/** `Retry-After`: seconds or a date; at most a day, since servers send anything. */
function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header) ? 1000 * Number(header) : Date.parse(header) - nowMs;
  return Number.isNaN(ms) ? undefined : Math.min(dayMs, Math.max(0, ms));
}

function busy({ host, status, headers }: HttpStatusError, nowMs: number): Fault {
  const wait = retryAfterMs(headers['retry-after'], nowMs);
  const message =
    wait === undefined || wait >= dayMs
      ? t('{0} is busy ({1}). Try again later.', host, status)
      : t('{0} is busy ({1}). Try again in {2} min.', host, status, Math.max(1, Math.ceil(wait / 60_000)));
  return { kind: 'busy', message, ...(wait === undefined ? {} : { retryAfterMs: wait }) };
}

const gone = (status: number, { id, path, host }: Source): string =>
  t(
    '{0} doesn\'t have {1} of {2} ({3}). The model may have been renamed, moved, or removed. Choose another model, or use another server in the setting "inkling.models.mirror".',
    host,
    path,
    id,
    status,
  );

const forbidden = (status: number, { id, host }: Source): string =>
  t(
    '{0} restricts access to {1} ({2}). It may require an account and consent to its terms. Download the model in a browser and select its folder in "Inkling: Choose Model", or choose another model.',
    host,
    id,
    status,
  );

const refused = ({ host, status }: HttpStatusError, { id }: Source): string =>
  t(
    '{0} refuses the download of {1} ({2}). Choose another model, or use another server in the setting "inkling.models.mirror".',
    host,
    id,
    status,
  );

/**
 * The fault of an answer that is not a file.
 *
 * @param nowMs the time of day, since a server may name one.
 */
export function faultOfStatus(error: HttpStatusError, source: Source, nowMs: number): Fault {
  const { status, headers, host } = error;
  const reason = String(headers['x-error-code'] ?? '');
  const isGone = status === 404 || status === 410 || reason === 'RepoNotFound' || reason === 'RevisionNotFound';
  if (isGone) return finalFault(gone(status, source));
  if (status === 401 || status === 403) return finalFault(forbidden(status, source));
  if (status === 407) {
    return finalFault(
      t(
        'The proxy requires a user name and password (407). Enter them in the setting "http.proxy": http://name:password@host:port.',
      ),
    );
  }
  if (status === 429 || status === 503) return busy(error, nowMs);
  if (status >= 500 || status === 408 || status === 425) {
    return { kind: 'busy', message: t('{0} reports a server error ({1}). Try again later.', host, status) };
  }
  return finalFault(refused(error, source));
}
